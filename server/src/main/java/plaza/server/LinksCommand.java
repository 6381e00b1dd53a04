package plaza.server;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plaza links`: what the operator does about short links of any application, on the server's own
/// machine or beside a cluster.
@Command(
    name = "links",
    description = "Finds the owner of a short link, takes links down, and blocks target hosts.",
    synopsisSubcommandLabel = "owner|take-down|restore|block|unblock|blocked",
    mixinStandardHelpOptions = true)
final class LinksCommand {
  /// Where the server is.
  static final class Place {
    @Mixin
    private OnDirectory directory = new OnDirectory();

    @Option(
        names = "--cluster",
        paramLabel = "FILE",
        description = "The file of a running cluster, instead of --data")
    private Optional<Path> cluster = Optional.empty();

    private int run(LinkControl.Order order) throws InterruptedException {
      var words = order.words();
      var answer = cluster.isPresent() ? OnCluster.run(cluster.get(), words) : directory.run(words);
      System.out.print(LinkControl.decoded(answer));
      return 0;
    }
  }

  private static final String REASON = "The reason, shown to the link's owner";
  private static final String CODE = "The part of the short URL after the last slash";

  @Command(
      name = "owner",
      description = "Shows the owner of a code and the target of its link.",
      mixinStandardHelpOptions = true)
  int owner(@Mixin Place at, @Parameters(paramLabel = "CODE", description = CODE) String code)
      throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.OWNER, code, ""));
  }

  @Command(
      name = "take-down",
      description = "Takes a link down: it no longer redirects, whatever its owner does.",
      mixinStandardHelpOptions = true)
  int takeDown(
      @Mixin Place at,
      @Parameters(paramLabel = "CODE", description = CODE) String code,
      @Option(names = "--reason", defaultValue = LinkControl.REASON, description = REASON)
          String reason)
      throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.TAKE_DOWN, code, reason));
  }

  @Command(
      name = "restore",
      description = "Restores a link that was taken down.",
      mixinStandardHelpOptions = true)
  int restore(@Mixin Place at, @Parameters(paramLabel = "CODE", description = CODE) String code)
      throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.RESTORE, code, ""));
  }

  @Command(
      name = "block",
      description = "Blocks a host and its subdomains: links no longer redirect to them.",
      mixinStandardHelpOptions = true)
  int block(
      @Mixin Place at,
      @Parameters(paramLabel = "HOST", description = "Such as evil.example") String host,
      @Option(names = "--reason", defaultValue = LinkControl.REASON, description = REASON)
          String reason)
      throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.BLOCK, host, reason));
  }

  @Command(name = "unblock", description = "Unblocks a host.", mixinStandardHelpOptions = true)
  int unblock(
      @Mixin Place at,
      @Parameters(paramLabel = "HOST", description = "Such as evil.example") String host)
      throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.UNBLOCK, host, ""));
  }

  @Command(
      name = "blocked",
      description = "Lists the links that are taken down and the hosts that are blocked.",
      mixinStandardHelpOptions = true)
  int blocked(@Mixin Place at) throws InterruptedException {
    return at.run(new LinkControl.Order(LinkControl.Verb.BLOCKED, "", ""));
  }
}
