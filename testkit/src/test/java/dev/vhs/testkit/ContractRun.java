package dev.vhs.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A group of a contract's tests, run as JUnit runs them. */
final class ContractRun implements TestExecutionListener {
  private final List<String> failed = new ArrayList<>();
  private int run;

  private ContractRun() {}

  /** Runs a nested group of a contract's subclass. */
  static ContractRun of(Class<?> subclass, Class<?> contract, String group) {
    Class<?> nested =
        Stream.of(contract.getDeclaredClasses())
            .filter(each -> each.getSimpleName().equals(group))
            .findFirst()
            .orElseThrow();
    ContractRun run = new ContractRun();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectNestedClass(List.of(subclass), nested))
                .build(),
            run);
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

  /** The names of the tests that failed. */
  List<String> failed() {
    return failed;
  }

  int run() {
    return run;
  }
}
