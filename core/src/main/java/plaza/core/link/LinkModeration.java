package plaza.core.link;

import java.util.List;
import java.util.Optional;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Pipeline;
import plaza.core.tenant.Application;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.TenantChange;
import plaza.core.tenant.TenantStore;

/// The operator's moderation of links of all applications: finds the owner of a code, takes
/// links down, and blocks target hosts. It holds on every node within 5 s.
public final class LinkModeration {
  private final Pipeline pipeline;
  private final LinkStore links;
  private final TenantStore tenants;
  private final Codes codes;

  public LinkModeration(Pipeline pipeline, LinkStore links, TenantStore tenants, Codes codes) {
    this.pipeline = pipeline;
    this.links = links;
    this.tenants = tenants;
    this.codes = codes;
  }

  /// A link with what the operator wants to know of it.
  ///
  /// @param owner who may be deleted, and the link with it
  public record View(Link link, Application owner, Optional<LinkBlock> takenDown) {}

  /// The link that has, or had, this code; empty: there was never one.
  public Optional<View> find(Code code) {
    pipeline.requireServed(codes.stream(code));
    pipeline.requireServed(TenantChange.STREAM);
    return links
        .link(code)
        .flatMap(link -> tenants
            .application(link.application())
            .map(owner -> new View(link, owner.application(), block(LinkBlock.Kind.CODE, code))));
  }

  private Optional<LinkBlock> block(LinkBlock.Kind kind, Code code) {
    return blocks(kind).stream().filter(b -> b.value().equals(code.text())).findFirst();
  }

  /// All blocks of a kind, in order of their values.
  public List<LinkBlock> blocks(LinkBlock.Kind kind) {
    pipeline.requireServed(TenantChange.STREAM);
    return tenants.linkBlocks().stream()
        .filter(block -> block.kind() == kind)
        .sorted(java.util.Comparator.comparing(LinkBlock::value))
        .toList();
  }

  /// Takes a link down, or gives the one that is down another reason; whether there was room for
  /// one more, of [LinkBlock#COUNT_MAX].
  public boolean takeDown(Code code, String reason) {
    return block(LinkBlock.Kind.CODE, code.text(), reason);
  }

  /// Puts a link up again; whether it was down.
  public boolean restore(Code code) {
    return unblock(LinkBlock.Kind.CODE, code.text());
  }

  /// Blocks a host and its subdomains, as [#takeDown] does.
  ///
  /// @param host as [TargetHost#problem] has it
  public boolean blockHost(String host, String reason) {
    return block(LinkBlock.Kind.HOST, TargetHost.canonical(host), reason);
  }

  /// Takes the block away; whether there was one.
  public boolean unblockHost(String host) {
    return unblock(LinkBlock.Kind.HOST, TargetHost.canonical(host));
  }

  private boolean block(LinkBlock.Kind kind, String value, String reason) {
    return switch (done(new TenantChange.LinkBlocked(kind, value, reason))) {
      case Outcome.Done _ -> true;
      case Outcome.LimitReached() -> false;
      case Outcome outcome -> throw unexpected(outcome);
    };
  }

  private boolean unblock(LinkBlock.Kind kind, String value) {
    return switch (done(new TenantChange.LinkUnblocked(kind, value))) {
      case Outcome.Done _ -> true;
      case Outcome.Missing() -> false;
      case Outcome outcome -> throw unexpected(outcome);
    };
  }

  private Outcome done(TenantChange change) {
    return pipeline.change(pipeline.now(), RequestKey.UNKEYED, change);
  }

  private static OutcomeUnknownException unexpected(Outcome outcome) {
    return new OutcomeUnknownException("unexpected outcome of a block of links: " + outcome);
  }
}
