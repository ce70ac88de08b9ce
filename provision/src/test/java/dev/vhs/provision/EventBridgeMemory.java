package dev.vhs.provision;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;

/**
 * The part of a bucket's notifications that {@code moto_server} takes, and leaves out of its
 * answers.
 */
final class EventBridgeMemory implements ExecutionInterceptor {
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof PutBucketNotificationConfigurationRequest put) {
      if (put.notificationConfiguration().eventBridgeConfiguration() == null) {
        TOLD.remove(put.bucket());
      } else {
        TOLD.add(put.bucket());
      }
    }
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    return request instanceof GetBucketNotificationConfigurationRequest get
            && TOLD.contains(get.bucket())
            && context.response() instanceof GetBucketNotificationConfigurationResponse answer
        ? answer.toBuilder()
            .eventBridgeConfiguration(EventBridgeConfiguration.builder().build())
            .build()
        : context.response();
  }
}
