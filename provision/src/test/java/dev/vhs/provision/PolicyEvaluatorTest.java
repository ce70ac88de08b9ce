package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PolicyEvaluatorTest {
  private static final String OBJECT = "arn:aws:s3:::books/a";

  private static boolean allows(String statements, String action, String resource) {
    return PolicyEvaluator.of(
            "{'Version':'2012-10-17','Statement':%s}".formatted(statements).replace('\'', '"'))
        .allows(new ServiceCall(action, resource));
  }

  @Test
  void whatNoStatementAllowsIsDenied() {
    String get = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::books/*'}";
    assertThat(allows(get, "s3:GetObject", OBJECT)).isTrue();
    assertThat(allows(get, "s3:PutObject", OBJECT)).isFalse();
    assertThat(allows(get, "s3:GetObject", "arn:aws:s3:::other/a")).isFalse();
    assertThat(allows(get, "s3:GetObject", "arn:aws:s3:::books")).isFalse();
  }

  @Test
  void actionsHaveWildcardsAndNoCase() {
    String some =
        "{'Effect':'Allow','Action':['s3:get*','s3:P?t*'],'Resource':'arn:aws:s3:::books/*'}";
    assertThat(allows(some, "s3:GetObject", OBJECT)).isTrue();
    assertThat(allows(some, "s3:PutObject", OBJECT)).isTrue();
    assertThat(allows(some, "s3:DeleteObject", OBJECT)).isFalse();
    assertThat(allows(some, "s3xGetObject", OBJECT)).isFalse();
  }

  @Test
  void resourcesHaveCase() {
    String get = "{'Effect':'Allow','Action':'s3:*','Resource':['arn:aws:s3:::Books/*']}";
    assertThat(allows(get, "s3:GetObject", OBJECT)).isFalse();
  }

  @Test
  void denialsComeFirst() {
    String both =
        """
        [{'Effect':'Allow','Action':'*','Resource':'*'},
         {'Effect':'Deny','Action':'s3:DeleteObject','Resource':'arn:aws:s3:::books/*'}]
        """;
    assertThat(allows(both, "s3:GetObject", OBJECT)).isTrue();
    assertThat(allows(both, "s3:DeleteObject", OBJECT)).isFalse();
  }

  @Test
  void whatItDoesNotKnowFails() {
    assertThatThrownBy(
            () -> allows("{'Effect':'Allow','NotAction':'s3:*','Resource':'*'}", "a:b", "c"))
        .hasMessageContaining("NotAction");
    assertThatThrownBy(() -> PolicyEvaluator.of("{}")).hasMessageContaining("no policy document");
  }
}
