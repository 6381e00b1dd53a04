package plaza.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import plaza.core.chat.ChatId;
import plaza.core.port.Page;
import plaza.core.tenant.ApplicationId;

/// `plaza doctor`: holds log, store and index of a stopped server against each other.
@Command(
    name = "doctor",
    description =
        "Checks the data directory of a stopped server: the log against the store against the search index.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      defaultValue = "data",
      description = "The data directory (default: ./${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  private final List<String> findings = new ArrayList<>();

  @Override
  public Integer call() {
    if (!Files.exists(data.resolve("plaza.db"))) {
      throw new Mistake("no store in " + data);
    }
    try (var engines = Engines.of(new Deployment.Embedded(data))) {
      for (int partition = 0; partition < engines.log().partitions(); partition++) {
        checkPartition(engines, partition);
      }
      checkChats(engines);
    }
    findings.forEach(System.out::println);
    System.out.println(findings.isEmpty() ? "All is well." : findings.size() + " findings.");
    return findings.isEmpty() ? 0 : 1;
  }

  private void checkPartition(Engines engines, int partition) {
    var progress = engines.store().progress(partition);
    var log = engines.log();
    var end = log.end(partition);
    System.out.println("partition " + partition + ": the log goes from " + log.start(partition)
        + " to " + end + ", " + progress.applied() + " is applied, the index is "
        + indexed(engines, partition, progress.position()));
    if (!progress.log().isEmpty() && !progress.log().equals(log.id())) {
      findings.add("partition " + partition
          + " was applied from another log: put the log of this store back");
    }
    if (progress.applied() > end) {
      findings.add("partition " + partition
          + ": the log ends before what was applied: put the newer log back");
    }
    if (progress.applied() < log.start(partition)) {
      findings.add("partition " + partition
          + ": the log starts behind what was applied: put the newer store back");
    }
    if (progress.applied() < end) {
      System.out.println(
          "  " + (end - progress.applied()) + " events will be applied at the next start");
    }
  }

  private static String indexed(Engines engines, int partition, long position) {
    if (!engines.index().epoch().equals(engines.store().epoch())) {
      return "of another store and will be built anew";
    }
    var behind = position - engines.index().position(partition);
    return behind <= 0
        ? "up to date"
        : "behind by up to " + behind + " changes, which the next start takes in";
  }

  private void checkChats(Engines engines) {
    long chats = 0;
    for (long last = 0; ; ) {
      var page = engines.tenants().applications(new Page.After(last, Page.LIMIT_MAX));
      if (page.isEmpty()) {
        break;
      }
      for (var view : page) {
        chats += checkApplication(engines, view.application().id(), view.tail().liveCount());
      }
      last = page.getLast().application().id().value();
    }
    System.out.println(chats + " chats checked");
  }

  private long checkApplication(Engines engines, ApplicationId application, long expected) {
    long found = 0;
    for (long last = 0; ; ) {
      var page = engines
          .chats()
          .chats(application, new Page.After(last, Page.LIMIT_MAX))
          .chats();
      if (page.isEmpty()) {
        break;
      }
      page.forEach(view -> checkChat(engines, view.chat().id()));
      found += page.size();
      last = page.getLast().chat().id().number();
    }
    if (found != expected) {
      findings.add(
          "application " + application.value() + " counts " + expected + " chats and has " + found);
    }
    return found;
  }

  private void checkChat(Engines engines, ChatId chat) {
    var tail = engines.chats().tail(chat);
    long found = 0;
    long last = 0;
    while (true) {
      var page =
          engines.chats().messages(chat, new Page.After(last, Page.LIMIT_MAX)).messages();
      if (page.isEmpty()) {
        break;
      }
      found += page.size();
      last = page.getLast().id().number();
    }
    if (found != tail.liveCount() || last > tail.lastNumber()) {
      findings.add(
          "chat " + chat.application().value() + "/" + chat.number() + " counts " + tail.liveCount()
              + " messages up to " + tail.lastNumber() + " and has " + found + " up to " + last);
    }
  }
}
