/** The AWS backend of vhs: a DynamoDB index, and objects in S3. */
@SuppressWarnings("module") // dev.vhs.provision, which is built after this module
module dev.vhs.aws {
  requires transitive dev.vhs.core;
  requires transitive software.amazon.awssdk.auth;
  requires transitive software.amazon.awssdk.regions;
  requires transitive software.amazon.awssdk.services.dynamodb;
  requires transitive software.amazon.awssdk.services.s3;
  requires static transitive org.jspecify;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache5;
  requires software.amazon.awssdk.retries;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.utils;

  exports dev.vhs.aws;
  exports dev.vhs.aws.sdk to
      dev.vhs.provision;

  provides dev.vhs.spi.BackendProvider with
      dev.vhs.aws.AwsBackendProvider;
}
