package dev.vhs.provision;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The role that readers of other accounts or services assume. */
final class RolePart implements Part {
  @Override
  public String text(StoreDefinition store) {
    return "role " + store.readRoleName();
  }

  @Override
  public boolean exists(Site site) {
    try {
      site.clients().iam().getRole(request -> request.roleName(site.store().readRoleName()));
      return true;
    } catch (NoSuchEntityException e) {
      return false;
    }
  }

  @Override
  public void create(Site site) {
    site.clients()
        .iam()
        .createRole(
            request ->
                request
                    .roleName(site.store().readRoleName())
                    .permissionsBoundary(site.store().permissionsBoundary().orElse(null))
                    .assumeRolePolicyDocument(
                        Documents.compactJson(
                            RoleSetting.trustDocument(
                                site.store(), site.store().readPrincipals()))));
  }

  @Override
  public List<Setting> settings(StoreDefinition store) {
    return List.of(RoleSetting.values());
  }

  @Override
  public Optional<String> contents(Site site) {
    return Optional.empty();
  }

  @Override
  public void remove(Site site) {
    IamClient iam = site.clients().iam();
    String role = site.store().readRoleName();
    try {
      iam.deleteRolePolicy(request -> request.roleName(role).policyName(RoleSetting.POLICY_NAME));
    } catch (NoSuchEntityException e) {
      // The role may have lost the policy, or never had it.
    }
    iam.deleteRole(request -> request.roleName(role));
  }
}
