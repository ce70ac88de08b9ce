package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.regions.Region;

/** The snippets of the guide, with clients that find the server as they would find AWS. */
@Isolated("it changes the system properties of the JVM")
class SnippetIT {
  private final List<String> logged = new ArrayList<>();
  private Properties before;

  @BeforeEach
  void pointClientsAtTheServer() {
    before = (Properties) System.getProperties().clone();
    System.setProperty("aws.endpointUrl", Moto.endpoint().toString());
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void setPropertiesBack() {
    System.setProperties(before);
  }

  private void log(String text) {
    logged.add(text);
  }

  @Test
  void aStoreIsMadeInJava() {
    // snippet provision
    StoreDefinition store =
        StoreDefinition.builder("books").tags(Map.of("team", "library")).build();
    try (StoreClients clients = StoreClients.of(Region.EU_WEST_1)) {
      Provisioner.of(clients).create(store, false, change -> log(change.what()));
    }
    // end
    assertThat(logged).contains("table books", "bucket books", "bucket.tlsOnly");
  }
}
