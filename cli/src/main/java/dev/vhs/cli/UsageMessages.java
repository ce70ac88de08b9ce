package dev.vhs.cli;

import dev.vhs.cli.shell.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The messages for a wrong call. Picocli's own are for people who know Java. */
final class UsageMessages {
  private UsageMessages() {}

  /**
   * Returns one line that says what is wrong with a call, and where its help is.
   *
   * @param program the words before the arguments, as in {@code vhs put}
   */
  static String of(ParameterException e, String program, List<String> args) {
    return what(e, args) + ". See: " + program + " --help";
  }

  private static String what(ParameterException e, List<String> args) {
    String unknown = unknownOption(e.getCommandLine(), args);
    if (!unknown.isEmpty()) {
      return "There is no option '" + unknown + "' here; an id that begins with - goes after --";
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing, args);
    }
    if (e instanceof OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      return option.longestName() + " is given twice";
    }
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return "'" + unmatched.getUnmatched().get(0) + "' is one argument too many";
    }
    ArgSpec argument = e.getArgSpec();
    return argument == null ? general(e) : invalid(argument, e);
  }

  private static String missing(MissingParameterException e, List<String> args) {
    List<String> names = new ArrayList<>();
    for (ArgSpec each : e.getMissing()) {
      if (each instanceof OptionSpec option && isGiven(option, args)) {
        return needsValue(option);
      }
      names.add(each instanceof OptionSpec option ? withLabel(option) : each.paramLabel());
    }
    if (names.isEmpty()) {
      return e.getArgSpec() instanceof OptionSpec option ? needsValue(option) : general(e);
    }
    return String.join(" and ", names) + (names.size() == 1 ? " is missing" : " are missing");
  }

  private static boolean isGiven(OptionSpec option, List<String> args) {
    return List.of(option.names()).stream().anyMatch(args::contains);
  }

  private static String needsValue(OptionSpec option) {
    return option.longestName() + " needs a value, as in " + withLabel(option);
  }

  private static String withLabel(OptionSpec option) {
    return option.longestName() + " " + option.paramLabel();
  }

  private static String invalid(ArgSpec argument, ParameterException e) {
    String name =
        argument instanceof PositionalParamSpec
            ? argument.paramLabel()
            : ((OptionSpec) argument).longestName();
    String value = e.getValue();
    if (argument instanceof OptionSpec option && option.arity().max() == 0) {
      return name + " takes no value";
    }
    if (argument instanceof OptionSpec option && "".equals(value)) {
      return needsValue(option);
    }
    if (argument.typeInfo().isEnum()) {
      return name + " is " + choice(argument.typeInfo().getEnumConstantNames()) + not(value);
    }
    return e.getCause() instanceof Failure failure
        ? name + ": " + failure.getMessage()
        : general(e);
  }

  private static String choice(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static String not(@Nullable String value) {
    return value == null ? "" : ", not '" + value + "'";
  }

  /** Returns picocli's own message, for calls that are wrong in a way not known here. */
  private static String general(ParameterException e) {
    return String.valueOf(e.getMessage()).replace('\n', ' ');
  }

  /**
   * Returns what looks like an option and is not one, or an empty text. Picocli may complain of
   * something else first.
   */
  private static String unknownOption(CommandLine line, List<String> args) {
    for (String arg : args) {
      if (arg.equals("--")) {
        break;
      }
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      boolean known =
          line.getCommandSpec().optionsMap().containsKey(name)
              || (name.length() > 2
                  && line.getCommandSpec().posixOptionsMap().containsKey(name.charAt(1)));
      if (name.length() > 1 && name.startsWith("-") && !known) {
        return name;
      }
    }
    return "";
  }
}
