package dev.vhs.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of some of a contract's tests, as JUnit runs them. */
final class ContractRun implements TestExecutionListener {
  private final List<String> failed = new ArrayList<>();
  private int run;

  private ContractRun() {}

  /** Runs a nested group of a contract's subclass. */
  static ContractRun of(Class<?> subclass, Class<?> contract, String group) {
    return of(selectNestedClass(List.of(subclass), nested(contract, group)));
  }

  /** Runs one test of a nested group of a contract's subclass. */
  static ContractRun of(Class<?> subclass, Class<?> contract, String group, String test) {
    Class<?> nested = nested(contract, group);
    Method method =
        Stream.<Class<?>>iterate(nested, Objects::nonNull, Class::getSuperclass)
            .flatMap(each -> Stream.of(each.getDeclaredMethods()))
            .filter(each -> each.getName().equals(test))
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no test " + test + " in " + group));
    return of(selectNestedMethod(List.of(subclass), nested, method));
  }

  private static Class<?> nested(Class<?> contract, String group) {
    return Stream.of(contract.getDeclaredClasses())
        .filter(each -> each.getSimpleName().equals(group))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no group " + group));
  }

  private static ContractRun of(DiscoverySelector selector) {
    ContractRun run = new ContractRun();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selector).build(), run);
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest()) {
      return;
    }
    run++;
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failed.add(((MethodSource) test.getSource().orElseThrow()).getMethodName());
    }
  }

  /** Returns the names of the tests that failed. */
  List<String> failed() {
    return failed;
  }

  int run() {
    return run;
  }
}
