package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plaza.spec.ArchiveServer.Manner;
import plaza.spec.ArchiveServer.Request;

/// The commands in `bin/` on a machine without a JDK 25, which they install with apt or fetch.
class FreshMachineSpec {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PADDING = 300_000;

  @TempDir
  Path folder;

  private Path cache() {
    return folder.resolve("cache/plaza");
  }

  private FreshMachine machine() throws IOException {
    return new FreshMachine(folder);
  }

  /// An archive as a JDK's, of one script, which leaves a file when it is run.
  private byte[] archive(String version) throws Exception {
    var jdk = folder.resolve("made/jdk-" + version);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    var javac = jdk.resolve("bin/javac");
    Files.writeString(javac, "#!/bin/sh\n: > '" + folder.resolve("ran") + "'\n");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    // Noise: it must not become shorter.
    var padding = new byte[PADDING];
    new Random(25).nextBytes(padding);
    Files.write(jdk.resolve("padding"), padding);
    var tar = new ProcessBuilder("tar", "-czf", "jdk.tar.gz", "-C", "made", "jdk-" + version)
        .directory(folder.toFile())
        .inheritIO()
        .start();
    assertThat(tar.waitFor()).isZero();
    return Files.readAllBytes(folder.resolve("jdk.tar.gz"));
  }

  private List<String> inCache() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void the_archive_with_the_right_sum_is_unpacked_and_fetched_once() throws Exception {
    var archive = archive("25.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Well())) {
      var machine = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive);

      var first = machine.findJdk();
      var second = machine.findJdk();

      var jdk = cache().resolve("jdk-25-" + FreshMachine.sha256(archive).substring(0, 12));
      assertThat(first.code()).as(first.output()).isZero();
      assertThat(first.output()).endsWith("JAVA_HOME=" + jdk + "\n").contains("100 %");
      assertThat(jdk.resolve("padding")).hasSize(PADDING);
      assertThat(second.output()).isEqualTo("JAVA_HOME=" + jdk + "\n");
      assertThat(server.requests()).containsExactly(new Request("/jdk.tar.gz", 0));
      assertThat(inCache()).containsExactly(String.valueOf(jdk.getFileName()), "lock");
    }
  }

  @Test
  void an_archive_with_other_bytes_is_not_unpacked_not_run_and_not_kept() throws Exception {
    var archive = archive("25.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Well())) {
      // The pinned sum holds for a mirror, too.
      var run = machine().mirror(server.url() + "/jdk.tar.gz").findJdk();

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.output())
          .contains("is not the expected archive")
          .contains(FreshMachine.sha256(archive))
          .contains("JAVA_HOME");
      assertThat(folder.resolve("ran")).doesNotExist();
      assertThat(inCache()).containsExactly("lock");
    }
  }

  @Test
  void a_transfer_that_is_cut_continues_where_it_ended() throws Exception {
    var archive = archive("25.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Cut(100_000))) {
      var run = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive).findJdk();

      assertThat(run.code()).as(run.output()).isZero();
      assertThat(run.output()).contains("cut at 100000 bytes");
      assertThat(server.requests()).extracting(Request::from).containsExactly(0, 100_000);
    }
  }

  @Test
  void a_transfer_that_stalls_is_ended_and_continues() throws Exception {
    var archive = archive("25.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Stalled())) {
      var machine = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive);

      var run = machine.run("JDK_RATE_MIN=1000000 JDK_RATE_SECONDS=1; find_jdk");

      assertThat(run.code()).as(run.output()).isZero();
      assertThat(server.requests())
          .extracting(Request::from)
          .containsExactly(0, archive.length / 2);
    }
  }

  @Test
  void a_command_that_was_killed_is_continued_by_the_next_one() throws Exception {
    var archive = archive("25.0.9");
    try (var held = new ArchiveServer(archive, new Manner.Held());
        var well = new ArchiveServer(archive, new Manner.Well())) {
      var killed = machine().mirror(held.url() + "/jdk.tar.gz").sum(archive).start("find_jdk");
      var part = cache()
          .resolve("jdk-25-" + FreshMachine.sha256(archive).substring(0, 12) + ".tar.gz.part");
      await().atMost(SOON).until(() -> Files.exists(part) && Files.size(part) > 0);
      killed.kill();
      var kept = (int) Files.size(part);

      var run = machine().mirror(well.url() + "/jdk.tar.gz").sum(archive).findJdk();

      assertThat(run.code()).as(run.output()).isZero();
      assertThat(kept).isLessThanOrEqualTo(archive.length / 2);
      assertThat(well.requests()).extracting(Request::from).containsExactly(kept);
    }
  }

  @Test
  void of_two_commands_one_fetches_and_the_other_waits_and_nobody_sees_half_a_jdk()
      throws Exception {
    var archive = archive("25.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Held())) {
      var machine = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive);
      var first = machine.start("find_jdk");
      await().atMost(SOON).until(() -> server.requests().size() == 1);
      var second = machine.start("find_jdk");
      await().atMost(SOON).until(() -> second.output().contains("waiting for it"));
      assertThat(inCache()).noneMatch(name -> name.matches("jdk-25-[0-9a-f]+"));

      server.release();

      assertThat(first.end().code()).as(first.output()).isZero();
      assertThat(second.end().code()).as(second.output()).isZero();
      assertThat(second.output()).contains("JAVA_HOME=" + cache());
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void what_is_there_of_another_archive_is_thrown_away_and_so_is_what_others_left()
      throws Exception {
    var archive = archive("25.0.9");
    var name = "jdk-25-" + FreshMachine.sha256(archive).substring(0, 12);
    for (var manner : List.of(new Manner.Well(), new Manner.WithoutRanges())) {
      try (var server = new ArchiveServer(archive, manner)) {
        Files.createDirectories(cache().resolve("jdk-25-0123456789ab.unpacking/bin"));
        Files.writeString(cache().resolve("jdk-25-0123456789ab.tar.gz.part"), "of another one");
        Files.writeString(cache().resolve(name + ".tar.gz.part"), "of another one");

        var run = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive).findJdk();

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(server.requests()).extracting(Request::from).containsExactly(14, 0);
        assertThat(inCache()).containsExactly(name, "lock");
        Files.delete(cache().resolve(name + "/release"));
      }
    }
  }

  @Test
  void an_error_of_the_server_says_where_and_what_to_do_and_shows_no_password() throws Exception {
    try (var server = new ArchiveServer(new byte[0], new Manner.Refused(404))) {
      var url = server.url().replace("//", "//ann:hunter2@") + "/jdk.tar.gz?token=hunter3";

      var run = machine().mirror(url).findJdk();

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.output())
          .contains(server.url() + "/jdk.tar.gz answered with HTTP status 404")
          .contains("PLAZA_JDK_URL")
          .doesNotContain("hunter");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_server_that_has_no_time_or_is_not_there_is_tried_again_and_then_named() throws Exception {
    String url;
    try (var server = new ArchiveServer(new byte[0], new Manner.Refused(503))) {
      url = server.url() + "/jdk.tar.gz";
      var run = machine().mirror(url).run("JDK_TRIES=2; find_jdk");
      assertThat(run.output()).contains(url + " can't be fetched");
      assertThat(server.requests()).hasSize(2);
    }

    var run = machine().mirror(url).run("JDK_TRIES=1; find_jdk");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).contains(url + " can't be fetched").contains("https_proxy");
  }

  @Test
  void an_archive_without_a_jdk_25_is_refused() throws Exception {
    var archive = archive("17.0.9");
    try (var server = new ArchiveServer(archive, new Manner.Well())) {
      var run = machine().mirror(server.url() + "/jdk.tar.gz").sum(archive).findJdk();

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.output()).contains("holds no JDK 25");
      assertThat(folder.resolve("ran")).doesNotExist();
      assertThat(inCache()).containsExactly("lock");
    }
  }

  @Test
  void a_proxy_of_the_environment_is_used() throws Exception {
    var archive = archive("25.0.9");
    try (var proxy = new ArchiveServer(archive, new Manner.Well())) {
      var run = machine()
          .mirror("http://mirror.example/jdk.tar.gz")
          .sum(archive)
          .with("http_proxy", proxy.url())
          .findJdk();

      assertThat(run.code()).as(run.output()).isZero();
      assertThat(proxy.requests())
          .containsExactly(new Request("http://mirror.example/jdk.tar.gz", 0));
    }
  }

  @Test
  void the_pinned_archive_is_of_this_machines_architecture() throws Exception {
    var pins = machine().run("""
        for machine in x86_64 aarch64; do
          uname() { case "$1" in -s) echo Linux ;; -m) echo "$machine" ;; esac; }
          pin_jdk; echo "$url $sum"
        done
        """);

    assertThat(pins.output().lines())
        .satisfiesExactly(
            x64 -> assertThat(x64)
                .matches("https://github\\.com/adoptium/temurin25-binaries/.*%2B.*/"
                    + "OpenJDK25U-jdk_x64_linux_hotspot_25[0-9._]+\\.tar\\.gz [0-9a-f]{64}"),
            aarch64 -> assertThat(aarch64)
                .matches("https://.*jdk_aarch64_linux_hotspot_25.*\\.tar\\.gz [0-9a-f]{64}"));

    var other = machine().run("uname() { echo riscv64; }; find_jdk");

    assertThat(other.code()).isEqualTo(1);
    assertThat(other.output()).contains("no archive is known for riscv64");
  }

  @Test
  void a_jdk_25_of_apt_is_installed_and_nothing_is_fetched() throws Exception {
    var machine = machine().apt("openjdk-25-jdk-headless");

    var run = machine.run("find_jdk");

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("Installing the system package openjdk-25-jdk-headless")
        .contains("JAVA_HOME=" + folder.resolve("apt/jdk-25"));
    assertThat(cache()).doesNotExist();
  }

  @Test
  void an_archive_is_fetched_where_apt_has_no_jdk_25() throws Exception {
    var run = machine().run("fetch_jdk() { echo fetching; exit 3; }; find_jdk");

    assertThat(run.output()).isEqualTo("fetching\n");
  }
}
