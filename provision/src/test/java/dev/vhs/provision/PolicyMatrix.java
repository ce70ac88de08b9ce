package dev.vhs.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.provision.StoreWork.Step;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
    Set<ServiceCall> all = new LinkedHashSet<>();
    used.values().forEach(all::addAll);
    used.forEach(
        (user, own) -> {
          PolicyEvaluator policy = PolicyEvaluator.of(StorePolicies.json(user, store, arns));
          checkAllowed(user, own, policy);
          Set<ServiceCall> foreign = new LinkedHashSet<>(all);
          foreign.removeIf(call -> own.stream().anyMatch(one -> isLike(one, call)));
          assertThat(foreign.stream().filter(policy::allows))
              .as("policy %s allows what only others do", user)
              .isEmpty();
          assertThat(all.stream().map(this::ofAnother).filter(policy::allows))
              .as("policy %s allows what is another store's", user)
              .isEmpty();
          assertThat(policy.grants())
              .as("policy %s allows what nobody does", user)
              .allMatch(grants -> own.stream().anyMatch(call -> isOf(grants, call)));
        });
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
   * the store's own object, which no pattern of values can exclude.
   */
  private boolean isLike(ServiceCall own, ServiceCall other) {
    return own.action().equals(other.action())
        && (own.resource().equals(other.resource()) || (isValue(own) && isObject(other)));
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
            .replaceFirst(":key/", ":key/0");
    assertThat(other).isNotEqualTo(call.resource());
    return new ServiceCall(call.action(), other);
  }
}
