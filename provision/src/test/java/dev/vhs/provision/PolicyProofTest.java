package dev.vhs.provision;

import dev.vhs.Variant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof that the policies of a store's users are exactly what its operations take. */
class PolicyProofTest {
  static final String KEY =
      "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

  @ParameterizedTest
  @CsvSource({
    "MULTI,'',''",
    "MULTI," + KEY + ",books/new",
    "SINGLE,'',books",
    "SINGLE," + KEY + ",''"
  })
  void eachPolicyIsExactlyWhatItsUserDoes(Variant variant, String key, String prefix) {
    try (RecordedStore store = new RecordedStore(variant, key, prefix)) {
      store.work().check();
    }
  }
}
