package dev.vhs.cli;

import dev.vhs.cli.provision.DoctorCommand;
import dev.vhs.cli.provision.ProvisionCommand;
import dev.vhs.cli.shell.Action;
import dev.vhs.cli.transfer.CopyCommand;
import dev.vhs.cli.transfer.ExportCommand;
import dev.vhs.cli.transfer.ImportCommand;
import dev.vhs.cli.upkeep.AdoptCommand;
import dev.vhs.cli.upkeep.GcCommand;
import dev.vhs.cli.upkeep.PruneCommand;
import dev.vhs.cli.upkeep.PurgeCommand;
import dev.vhs.cli.upkeep.StatsCommand;
import dev.vhs.cli.upkeep.VerifyCommand;
import dev.vhs.cli.value.GetCommand;
import dev.vhs.cli.value.HistoryCommand;
import dev.vhs.cli.value.InfoCommand;
import dev.vhs.cli.value.LsCommand;
import dev.vhs.cli.value.PutCommand;
import dev.vhs.cli.value.RestoreCommand;
import dev.vhs.cli.value.RmCommand;
import org.jspecify.annotations.Nullable;

/**
 * The commands: their names and what they do, in the order of the help. The table is light, so that
 * neither the help nor another command loads a command's class.
 */
enum CommandName {
  PUT("Values", "put", "Store a file or standard input as the next version of an id"),
  GET("Values", "get", "Write a value to standard output or a file"),
  INFO("Values", "info", "Show what is known of a version"),
  HISTORY("Values", "history", "List the versions of an id, newest first"),
  LS("Values", "ls", "List the ids"),
  RM("Values", "rm", "Delete an id; its old versions can still be read"),
  RESTORE("Values", "restore", "Make an old version the newest again"),
  IMPORT("Trees and stores", "import", "Store every file of a folder"),
  EXPORT("Trees and stores", "export", "Write the values into a folder, as files"),
  COPY("Trees and stores", "copy", "Copy a store into another, versions and all"),
  STATS("Upkeep", "stats", "Count ids, versions and bytes"),
  VERIFY("Upkeep", "verify", "Look for damage"),
  PRUNE("Upkeep", "prune", "Drop the oldest versions of an id"),
  PURGE("Upkeep", "purge", "Remove an id and all its bytes, for good"),
  GC("Upkeep", "gc", "Delete objects that no version names"),
  ADOPT("Upkeep", "adopt", "Tie the two halves of a moved store together again"),
  DOCTOR("Upkeep", "doctor", "Find what is wrong with a store, and what to do"),
  COMPLETION("Upkeep", "completion", "Print the completion script for bash or zsh"),
  PROVISION("AWS", "provision", "Make a store's table and bucket, or a template of them");

  private final String group;
  private final String text;
  private final String summary;

  CommandName(String group, String text, String summary) {
    this.group = group;
    this.text = text;
    this.summary = summary;
  }

  /** Returns the heading that the help lists the command under. */
  String group() {
    return group;
  }

  /** Returns the name as it is typed. */
  String text() {
    return text;
  }

  /** Returns a summary in a few words. */
  String summary() {
    return summary;
  }

  /** Returns the command with a typed name, or null. */
  static @Nullable CommandName of(String text) {
    for (CommandName name : values()) {
      if (name.text.equals(text)) {
        return name;
      }
    }
    return null;
  }

  /** Creates the command. This loads its class and no other's. */
  Action create() {
    return switch (this) {
      case PUT -> new PutCommand();
      case GET -> new GetCommand();
      case INFO -> new InfoCommand();
      case HISTORY -> new HistoryCommand();
      case LS -> new LsCommand();
      case RM -> new RmCommand();
      case RESTORE -> new RestoreCommand();
      case IMPORT -> new ImportCommand();
      case EXPORT -> new ExportCommand();
      case COPY -> new CopyCommand();
      case STATS -> new StatsCommand();
      case VERIFY -> new VerifyCommand();
      case PRUNE -> new PruneCommand();
      case PURGE -> new PurgeCommand();
      case GC -> new GcCommand();
      case ADOPT -> new AdoptCommand();
      case DOCTOR -> new DoctorCommand();
      case PROVISION -> new ProvisionCommand();
      case COMPLETION -> new CompletionCommand();
    };
  }
}
