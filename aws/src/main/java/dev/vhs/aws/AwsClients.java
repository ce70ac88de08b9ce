package dev.vhs.aws;

import dev.vhs.InvalidRequest;
import dev.vhs.aws.dynamo.DynamoClientSettings;
import dev.vhs.aws.s3.S3ClientSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients. What is not set comes by the SDK's usual ways: region and credentials by its
 * chains, endpoints from {@code AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_S3}.
 *
 * @param region where they send requests; null for the SDK's chain
 * @param credentials what they sign with; null for the SDK's chain
 * @param endpointDynamoDb null for the SDK's own
 * @param endpointS3 null for the SDK's own
 * @param pathStyle whether buckets are in the path rather than in the host's name
 * @param chunkedEncoding whether checksums follow the bodies that they are of
 * @param checksums whether to send and compare checksums also where the service doesn't ask for it
 * @param connections how many of them each client has at most
 */
record AwsClients(
    @Nullable Region region,
    @Nullable AwsCredentialsProvider credentials,
    @Nullable URI endpointDynamoDb,
    @Nullable URI endpointS3,
    boolean pathStyle,
    boolean chunkedEncoding,
    boolean checksums,
    int connections) {
  /** Servers elsewhere than on AWS mostly take any, and this one if they take only one. */
  private static final Region ANY_REGION = Region.US_EAST_1;

  DynamoDbClient dynamoDb() {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .httpClientBuilder(
                http(
                    DynamoClientSettings.ACQUISITION_TIMEOUT,
                    DynamoClientSettings.CONNECT_TIMEOUT,
                    DynamoClientSettings.ATTEMPT_TIMEOUT))
            .overrideConfiguration(DynamoClientSettings.overrides().build());
    return built(builder, endpointDynamoDb);
  }

  S3Client s3() {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                http(
                    S3ClientSettings.ACQUISITION_TIMEOUT,
                    S3ClientSettings.CONNECT_TIMEOUT,
                    S3ClientSettings.SOCKET_TIMEOUT))
            .overrideConfiguration(S3ClientSettings.overrides().build())
            .forcePathStyle(pathStyle)
            .serviceConfiguration(
                s3 -> s3.chunkedEncodingEnabled(chunkedEncoding).expectContinueEnabled(false));
    if (!checksums) {
      builder
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return built(builder, endpointS3);
  }

  /** Asking first whether a body may be sent would cost each upload one more round trip. */
  private Apache5HttpClient.Builder http(
      Duration acquisitionTimeout, Duration connectTimeout, Duration socketTimeout) {
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .connectionTimeout(connectTimeout)
        .socketTimeout(socketTimeout)
        .connectionAcquisitionTimeout(acquisitionTimeout)
        .expectContinueEnabled(false)
        .tcpKeepAlive(true);
  }

  private <B extends AwsClientBuilder<B, C>, C> C built(B builder, @Nullable URI endpoint) {
    if (credentials != null) {
      builder.credentialsProvider(credentials);
    }
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    Region chosen = region == null && endpoint != null ? configuredRegion() : region;
    if (chosen != null) {
      builder.region(chosen);
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw unusable(e);
    }
  }

  /** Not by the SDK's whole chain, which asks for an instance's metadata, and waits for them. */
  private static Region configuredRegion() {
    AwsRegionProvider configured =
        new AwsRegionProviderChain(
            new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
    try {
      return configured.getRegion();
    } catch (SdkClientException e) {
      // None is configured, and none is needed.
      return ANY_REGION;
    }
  }

  private static RuntimeException unusable(SdkClientException e) {
    String message = String.valueOf(e.getMessage());
    return new InvalidRequest(
        message.startsWith("Unable to load region")
            ? "No AWS region is set: set AWS_REGION, or region=… in the store's URI"
            : "No AWS client can be made: " + message);
  }
}
