/** Creates what a vhs store on AWS needs: table, bucket and policies, from one definition. */
module dev.vhs.provision {
  requires transitive dev.vhs.core;
  requires transitive software.amazon.awssdk.services.dynamodb;
  requires transitive software.amazon.awssdk.services.iam;
  requires transitive software.amazon.awssdk.services.s3;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires dev.vhs.aws;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries.api;

  exports dev.vhs.provision;
}
