package dev.vhs.aws;

import dev.vhs.InvalidRequest;
import dev.vhs.aws.dynamo.DynamoClientSettings;
import dev.vhs.aws.s3.S3ClientSettings;
import dev.vhs.aws.sdk.AwsFailures;
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
 * The settings of new clients, and the way to make them. The SDK supplies each setting that is
 * null: region and credentials by its chains of providers, endpoints from {@code
 * AWS_ENDPOINT_URL_DYNAMODB} and {@code AWS_ENDPOINT_URL_S3}.
 *
 * @param region the region that requests go to; null for the SDK's chain
 * @param credentials the provider of credentials that sign requests; null for the SDK's chain
 * @param endpointDynamoDb the endpoint of DynamoDB; null for the SDK's own
 * @param endpointS3 the endpoint of S3; null for the SDK's own
 * @param pathStyle whether the bucket is named in the path, or else in the host name
 * @param chunkedEncoding whether a checksum follows the body that it belongs to
 * @param checksums whether to send and compare checksums also where the service doesn't ask for it
 * @param connections the greatest number of connections of each client
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
  /** The region for servers other than AWS: most take any, and the others take this one. */
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

  /**
   * Returns the HTTP client's settings. It doesn't ask first whether a body may be sent: that would
   * cost each upload one more round trip.
   */
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

  /**
   * Returns the region that is configured. It leaves out the end of the SDK's chain, which asks for
   * the instance's metadata and waits for the answer.
   */
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
    return new InvalidRequest(
        AwsFailures.isThrownIn(e, "software.amazon.awssdk.regions.")
            ? "No AWS region is set. Set AWS_REGION, or region=… in the store's URI, to a name such"
                + " as us-east-1"
            : "An AWS client can't be made: " + e.getMessage());
  }
}
