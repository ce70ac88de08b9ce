package dev.vhs.cli.provision;

import dev.vhs.Variant;
import dev.vhs.cli.shell.Action;
import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Shell;
import dev.vhs.provision.CloudFormationTemplate;
import dev.vhs.provision.PolicyScope;
import dev.vhs.provision.Provisioner;
import dev.vhs.provision.StoreArns;
import dev.vhs.provision.StoreClients;
import dev.vhs.provision.StoreDefinition;
import dev.vhs.provision.StorePolicies;
import dev.vhs.provision.StorePolicy;
import dev.vhs.provision.TerraformModule;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.regions.Region;

@Command(
    description = {
      "%nMakes what a store on AWS needs: a table, a bucket and a role for readers, hardened. Or "
          + "prints a template that makes them, or the policies of the store's users.%n",
      "Parts that exist are compared, and changed only with --apply. The exit code is 4 if any "
          + "stays different. Nothing is deleted without --destroy, and a store that is not empty "
          + "must also be named again.%n"
    },
    customSynopsis = "vhs provision NAME [--as WAY] [--plan] [--apply] [OPTIONS]",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vhs provision books --plan            what would be made?",
      "  vhs provision books                   make it, or compare it",
      "  vhs provision books --apply           and change what differs",
      "  vhs provision books --as cloudformation > books.yaml",
      "  vhs provision books --as terraform >> main.tf",
      "  vhs provision books --as policies --policy read",
      "  vhs provision books --destroy --plan  what would be removed?"
    })
public final class ProvisionCommand implements Action {
  /** The ways to make a store. */
  enum Way {
    sdk,
    cloudformation,
    terraform,
    policies
  }

  /** The formats of a template. */
  enum Format {
    yaml,
    json
  }

  @Mixin private final Globals globals = new Globals();

  @Parameters(
      paramLabel = "NAME",
      description = "The store's name. Table and bucket are named after it.")
  private String name = "";

  @Option(
      names = "--as",
      paramLabel = "WAY",
      order = 1,
      description =
          "sdk makes the store. cloudformation and terraform print a template of it, and policies "
              + "prints the policies of its users. Default: sdk.")
  private Way way = Way.sdk;

  @Option(names = "--plan", order = 2, description = "Change nothing; say what would be done.")
  private boolean plan;

  @Option(names = "--apply", order = 3, description = "Change what differs.")
  private boolean apply;

  @Option(names = "--destroy", order = 4, description = "Remove table, bucket and role.")
  private boolean destroy;

  @Option(
      names = "--with-everything",
      paramLabel = "NAME",
      order = 5,
      description = "Destroy a store that is not empty. Name it again.")
  private @Nullable String everything;

  @Option(
      names = "--variant",
      paramLabel = "V",
      order = 6,
      description = "multi keeps every version, single the newest. Default: multi.")
  private String variant = "multi";

  @Option(
      names = "--format",
      paramLabel = "F",
      order = 7,
      description = "The format of a template, yaml or json. Default: yaml.")
  private Format format = Format.yaml;

  @Option(
      names = "--policy",
      paramLabel = "P",
      order = 8,
      description = "The policy to print: read, write, maintain or provision. Default: all.")
  private @Nullable String policy;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      order = 8,
      description = "Policies for this prefix of the bucket alone.")
  private String prefix = "";

  @Option(
      names = "--tenant",
      paramLabel = "T",
      order = 8,
      description = "Policies for the ids that begin with T/ alone.")
  private @Nullable String tenant;

  @Option(
      names = "--account",
      paramLabel = "N",
      order = 9,
      description = "The account in policies. Default: the account of the table.")
  private @Nullable String account;

  @Option(
      names = "--region",
      paramLabel = "R",
      order = 10,
      description = "The AWS region. Default: $AWS_REGION, or the profile's.")
  private @Nullable String region;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      order = 11,
      description = "The folder of the Terraform modules. Default: ./terraform.")
  private String source = "./terraform";

  @Option(names = "--table-name", paramLabel = "T", order = 12, description = "The table's name.")
  private String tableName = "";

  @Option(names = "--bucket-name", paramLabel = "B", order = 13, description = "The bucket's name.")
  private String bucketName = "";

  @Option(
      names = "--table-name-prefix",
      paramLabel = "P",
      order = 14,
      description = "A text before NAME in the table's name.")
  private String tableNamePrefix = "";

  @Option(
      names = "--bucket-name-prefix",
      paramLabel = "P",
      order = 15,
      description = "A text before NAME in the bucket's name.")
  private String bucketNamePrefix = "";

  @Option(
      names = "--reader",
      paramLabel = "ARN",
      order = 16,
      description = "A principal that may assume the read role. May be repeated.")
  private final List<String> readers = new ArrayList<>();

  @Option(
      names = "--reader-external-id",
      paramLabel = "ID",
      order = 17,
      description = "An id that readers must name to assume the role.")
  private @Nullable String readerExternalId;

  @Option(
      names = "--reader-organization",
      paramLabel = "O",
      order = 18,
      description = "The organisation that readers must belong to.")
  private @Nullable String readerOrganization;

  @Option(
      names = "--permissions-boundary",
      paramLabel = "ARN",
      order = 19,
      description = "The policy that bounds the role. Default: none.")
  private @Nullable String permissionsBoundary;

  @Mixin private final DefinitionOptions options = new DefinitionOptions();

  @Mixin private final BackupOptions backup = new BackupOptions();

  @Override
  public Globals globals() {
    return globals;
  }

  @Override
  public int run(Shell shell) {
    StoreDefinition store = definition();
    check();
    return switch (way) {
      case sdk -> make(store, shell);
      case cloudformation ->
          print(
              format == Format.json
                  ? CloudFormationTemplate.json(store)
                  : CloudFormationTemplate.yaml(store),
              shell);
      case terraform -> print(TerraformModule.text(store, source), shell);
      case policies -> print(policies(store), shell);
    };
  }

  private StoreDefinition definition() {
    StoreDefinition.Builder store =
        StoreDefinition.builder(name)
            .variant(variant())
            .tableName(tableName)
            .bucketName(bucketName)
            .tableNamePrefix(tableNamePrefix)
            .bucketNamePrefix(bucketNamePrefix)
            .readPrincipals(readers);
    if (readerExternalId != null) {
      store.readExternalId(readerExternalId);
    }
    if (readerOrganization != null) {
      store.readOrganization(readerOrganization);
    }
    if (permissionsBoundary != null) {
      store.permissionsBoundary(permissionsBoundary);
    }
    backup.addTo(store);
    return options.addTo(store).build();
  }

  private Variant variant() {
    return switch (variant) {
      case "multi" -> Variant.MULTI;
      case "single" -> Variant.SINGLE;
      default -> throw Failure.usage("--variant is multi or single, not '" + variant + "'");
    };
  }

  /** Refuses options that would be ignored: their user expects something else. */
  private void check() {
    options.check();
    backup.check(way == Way.cloudformation || way == Way.terraform);
    if (globals.store != null) {
      throw Failure.usage("provision takes a NAME instead of --store. See: vhs provision --help");
    }
    if (way != Way.sdk && (plan || apply || destroy)) {
      throw Failure.usage(
          "--plan, --apply and --destroy are for --as sdk; " + way + " only prints");
    }
    if (apply && (plan || destroy)) {
      throw Failure.usage("--apply can't go with --plan or --destroy");
    }
    if (everything != null && !destroy) {
      throw Failure.usage("--with-everything goes with --destroy");
    }
    if (everything != null && !everything.equals(name)) {
      throw Failure.usage(
          "--with-everything names '%s', but the store is '%s': name it again, exactly"
              .formatted(everything, name));
    }
    if (way != Way.policies && (policy != null || account != null)) {
      throw Failure.usage("--policy and --account are for --as policies");
    }
    if (way != Way.policies && (!prefix.isEmpty() || tenant != null)) {
      throw Failure.usage("--prefix and --tenant are for --as policies");
    }
    boolean ofTheRole =
        readerExternalId != null || readerOrganization != null || permissionsBoundary != null;
    if (ofTheRole && readers.isEmpty()) {
      throw Failure.usage(
          "--reader-external-id, --reader-organization and --permissions-boundary go with --reader");
    }
  }

  private static int print(String text, Shell shell) {
    shell.out().line(text.stripTrailing());
    return 0;
  }

  private int make(StoreDefinition store, Shell shell) {
    try (StoreClients clients = StoreClients.of(region())) {
      Provisioner provisioner = Provisioner.of(clients);
      ChangePrinter printer = new ChangePrinter(store, globals, shell);
      if (destroy && plan) {
        provisioner.planDestroy(store).forEach(printer::print);
      } else if (destroy) {
        provisioner.destroy(store, everything != null, printer::print);
      } else if (plan) {
        provisioner.plan(store).forEach(printer::print);
      } else {
        provisioner.create(store, apply, printer::print);
      }
      return printer.finish(destroy);
    }
  }

  private @Nullable Region region() {
    return region == null ? null : Region.of(region);
  }

  private String policies(StoreDefinition store) {
    StoreArns arns = arns(store);
    PolicyScope scope = PolicyScope.ofPrefix(prefix);
    if (tenant != null) {
      scope = scope.tenant(tenant);
    }
    if (policy != null) {
      return StorePolicies.json(policy(policy), store, arns, scope);
    }
    StringJoiner object = new StringJoiner(",\n", "{\n", "\n}");
    for (StorePolicy each : StorePolicies.of(scope)) {
      String document = StorePolicies.json(each, store, arns, scope).strip().replace("\n", "\n  ");
      object.add("  \"" + each.text() + "\" : " + document);
    }
    return object.toString();
  }

  private static StorePolicy policy(String text) {
    for (StorePolicy policy : StorePolicy.values()) {
      if (policy.text().equals(text)) {
        return policy;
      }
    }
    throw Failure.usage("--policy is read, write, maintain or provision, not '" + text + "'");
  }

  private StoreArns arns(StoreDefinition store) {
    if (account != null) {
      Region where = region();
      if (where == null) {
        throw Failure.usage("--account needs --region too, since policies name both");
      }
      return StoreArns.of(store, where, account);
    }
    try (StoreClients clients = StoreClients.of(region())) {
      return Provisioner.of(clients).arns(store);
    }
  }
}
