package plaza.core.link;

import java.util.Optional;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.ApplicationId;

/// The target policies of applications. A deleted application has none, and its links do not
/// redirect. What is changed is seen within 5 s on every node.
public final class TargetPolicies {
  private final ApplicationCache applications;
  private final LinkBlockCache blocks;

  public TargetPolicies(ApplicationCache applications, LinkBlockCache blocks) {
    this.applications = applications;
    this.blocks = blocks;
  }

  /// The policy of a live application.
  public TargetPolicy of(Application application) {
    return new TargetPolicy(application.settings().linkSchemes(), blocks.get());
  }

  /// The policy of the application with this number; empty: it is deleted. May wait for the store.
  public Optional<TargetPolicy> find(ApplicationId owner) {
    return applications.live(owner).map(this::of);
  }

  /// As [#find], from memory; empty, too, when it is not there. Never waits.
  public Optional<TargetPolicy> peek(ApplicationId owner) {
    return blocks.isLoaded() ? applications.peek(owner).map(this::of) : Optional.empty();
  }

  /// What the operator has blocked.
  public LinkBlocks blocks() {
    return blocks.get();
  }
}
