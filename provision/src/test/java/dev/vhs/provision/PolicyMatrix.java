package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.provision.StoreWork.Step;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions that the users of one store used, compared with their policies in both
 * directions: everything that a user does is allowed, everything that only others do is denied, and
 * nothing is allowed that nobody does.
 */
final class PolicyMatrix {
  private final StoreDefinition store;
  private final StoreArns arns;
  private final Map<StorePolicy, Set<ServiceCall>> used = new EnumMap<>(StorePolicy.class);
  private final Map<String, Set<ServiceCall>> byStep = new LinkedHashMap<>();

  PolicyMatrix(StoreDefinition store, StoreArns arns) {
    this.store = store;
    this.arns = arns;
  }

  /**
   * Runs every step, and records the permissions that it used for its user and for those who may do
   * the same.
   */
  PolicyMatrix record(Map<String, Step> steps, CallRecorder recorder) {
    steps.forEach(
        (name, step) -> {
          step.work().run();
          Set<ServiceCall> calls = recorder.taken();
          assertThat(calls).as("what '%s' used", name).isNotEmpty();
          byStep.put(name, calls);
          add(step.user(), calls);
          if (step.user() == StorePolicy.READ) {
            add(StorePolicy.WRITE, calls);
            add(StorePolicy.MAINTAIN, calls);
          }
        });
    return this;
  }

  /** Adds the records of another matrix. */
  void record(PolicyMatrix other) {
    byStep.putAll(other.byStep);
    other.used.forEach(this::add);
  }

  private void add(StorePolicy user, Set<ServiceCall> calls) {
    used.computeIfAbsent(user, key -> new LinkedHashSet<>()).addAll(calls);
  }

  /** Checks the policies of all users with records. */
  void check() {
    check(PolicyScope.all());
  }

  /**
   * Checks the policies of all users with records, for a part of the bucket. Whether S3 says that
   * an object is missing takes the right to list the whole bucket, which such a policy doesn't
   * give.
   */
  void check(PolicyScope scope) {
    Set<ServiceCall> all = new LinkedHashSet<>();
    used.values().forEach(all::addAll);
    all.addAll(all.stream().filter(this::isValue).map(PolicyMatrix::unconditional).toList());
    used.forEach(
        (user, calls) -> {
          Set<ServiceCall> own = new LinkedHashSet<>(calls);
          own.removeIf(call -> scope.isPart() && isListingOfAll(call));
          PolicyEvaluator policy = PolicyEvaluator.of(StorePolicies.json(user, store, arns, scope));
          checkAllowed(user, own, policy);
          Set<ServiceCall> foreign = new LinkedHashSet<>(all);
          foreign.removeIf(call -> own.stream().anyMatch(one -> isLike(one, call)));
          assertThat(foreign.stream().filter(policy::allows))
              .as("policy %s allows what only others do", user)
              .isEmpty();
          assertThat(all.stream().map(this::ofAnother).filter(policy::allows))
              .as("policy %s allows what is another store's", user)
              .isEmpty();
          if (scope.isPart()) {
            assertThat(own.stream().map(this::underAnotherPrefix).flatMap(Optional::stream))
                .as("what %s does under another prefix", user)
                .isNotEmpty()
                .noneMatch(policy::allows);
          }
          assertThat(policy.grants())
              .as("policy %s allows what nobody does", user)
              .allMatch(grants -> own.stream().anyMatch(call -> isOf(grants, call)));
        });
  }

  private static boolean isListingOfAll(ServiceCall call) {
    return call.action().equals("s3:ListBucket") && !call.context().containsKey("s3:prefix");
  }

  /**
   * Returns the same use under another prefix of the bucket; empty if it is not about a prefix, or
   * if it lists uploads, for which S3 knows no condition.
   */
  private Optional<ServiceCall> underAnotherPrefix(ServiceCall call) {
    if (call.action().equals("s3:ListBucketMultipartUploads")) {
      return Optional.empty();
    }
    if (isObject(call)) {
      return Optional.of(call.of(call.resource().replace(arns.objects(""), arns.objects("x"))));
    }
    return Optional.ofNullable(call.context().get("s3:prefix"))
        .map(prefixes -> call.with("s3:prefix", Set.of("x" + prefixes.iterator().next())));
  }

  /**
   * Returns whether a call belongs to a grant. A store's own object may be in several places, and
   * each store has one of them.
   */
  private static boolean isOf(Set<ServiceCall> grants, ServiceCall call) {
    return grants.stream().anyMatch(grant -> PolicyEvaluator.matches(grant, call));
  }

  private void checkAllowed(StorePolicy user, Set<ServiceCall> own, PolicyEvaluator policy) {
    byStep.forEach(
        (step, calls) ->
            assertThat(calls.stream().filter(own::contains).filter(call -> !policy.allows(call)))
                .as("policy %s denies what '%s' does", user, step)
                .isEmpty());
  }

  /**
   * Returns whether a user who does one thing may do the other: the same to another value, or to
   * objects of the store's own, which no pattern of values can exclude. The one that names the
   * store is kept from all but its makers, and only {@code adopt} replaces an object.
   */
  private boolean isLike(ServiceCall own, ServiceCall other) {
    if (!own.action().equals(other.action())
        || (removesIdentity(other) && !removesIdentity(own))
        || (replaces(other) && !replaces(own))) {
      return false;
    }
    return own.resource().equals(other.resource()) || (isValue(own) && isObject(other));
  }

  private static boolean removesIdentity(ServiceCall call) {
    return call.resource().endsWith("/.vhs/store.json") && call.action().equals("s3:DeleteObject");
  }

  /** Returns the same use without the condition that the object is new. */
  private static ServiceCall unconditional(ServiceCall call) {
    Map<String, Set<String>> context = new LinkedHashMap<>(call.context());
    context.remove("s3:if-none-match");
    return new ServiceCall(call.action(), call.resource(), context);
  }

  /** Returns whether a call may put an object in another's place. */
  private static boolean replaces(ServiceCall call) {
    return call.context().containsKey("s3:ObjectCreationOperation")
        && !call.context().containsKey("s3:if-none-match");
  }

  private boolean isObject(ServiceCall call) {
    return call.resource().startsWith(arns.objects(""));
  }

  private boolean isValue(ServiceCall call) {
    return isObject(call) && !call.resource().contains("/.vhs/");
  }

  private ServiceCall ofAnother(ServiceCall call) {
    String other =
        call.resource()
            .replace(store.tableName(), store.tableName() + "-2")
            .replace(store.bucketName(), store.bucketName() + "-2")
            .replaceFirst(":key/", ":key/0")
            .replaceFirst(":role/copies", ":role/copies0");
    assertThat(other).isNotEqualTo(call.resource());
    return call.of(other);
  }
}
