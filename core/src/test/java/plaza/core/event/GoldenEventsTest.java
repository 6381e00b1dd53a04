package plaza.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatChange.Draft;
import plaza.core.chat.ChatChange.Restored;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatType;
import plaza.core.chat.MessageBody;
import plaza.core.chat.Sender;
import plaza.core.link.Code;
import plaza.core.link.CodeStream;
import plaza.core.link.Condition;
import plaza.core.link.LinkChange;
import plaza.core.link.LinkEdit;
import plaza.core.link.LinkTerms;
import plaza.core.link.Redirection;
import plaza.core.link.Rule;
import plaza.core.link.Target;
import plaza.core.link.Validity;
import plaza.core.pipeline.IfMatch;
import plaza.core.product.Features;
import plaza.core.tenant.ApplicationEdit;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.Settings;
import plaza.core.tenant.TenantChange;
import plaza.core.tenant.Token;
import plaza.core.visit.ClientProfile;
import plaza.core.visit.Visit;
import plaza.core.visit.VisitChange;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitRequest;
import plaza.core.visit.VisitTarget;

/// Golden files of events: every version of every kind of event that was ever written can be
/// read. When this test fails, don't change the golden file; a changed event is a new kind.
class GoldenEventsTest {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.123Z");
  private static final ApplicationId APPLICATION = new ApplicationId(300);
  private static final ChatId CHAT = new ChatId(APPLICATION, 7);
  private static final IfMatch IF_MATCH = new IfMatch(List.of(5L, 1L << 50));
  private static final KeyId KEY = new KeyId("0123456789abcdef");
  private static final SecretHash HASH = new SecretHash("ab".repeat(32));

  private static Map<String, Event> events() {
    var changes = new LinkedHashMap<String, Change>();
    changes.put(
        "application-created",
        new TenantChange.ApplicationCreated(
            new Token("00112233445566778899aabbccddeeff"),
            new ApplicationName("Öde"),
            edits(),
            KEY,
            HASH));
    changes.put(
        "application-changed", new TenantChange.ApplicationChanged(APPLICATION, edits(), IF_MATCH));
    changes.put(
        "application-deleted", new TenantChange.ApplicationDeleted(APPLICATION, IfMatch.ANY));
    changes.put("key-added", new TenantChange.KeyAdded(APPLICATION, KEY, HASH));
    changes.put("key-revoked", new TenantChange.KeyRevoked(APPLICATION, KEY));
    changes.put("operator-key-set", new TenantChange.OperatorKeySet(HASH));
    changes.put(
        "link-blocked",
        new TenantChange.LinkBlocked(LinkBlock.Kind.HOST, "evil.example", "Phishing ☺"));
    changes.put("link-unblocked", new TenantChange.LinkUnblocked(LinkBlock.Kind.CODE, "aB3"));
    changes.put(
        "chat-created",
        new ChatChange.ChatCreated(APPLICATION, new ChatName("Lobby"), ChatType.CHANNEL));
    changes.put(
        "chat-renamed", new ChatChange.ChatRenamed(APPLICATION, 7, ChatName.NONE, IF_MATCH));
    changes.put("chat-deleted", new ChatChange.ChatDeleted(APPLICATION, 7, IfMatch.NEVER));
    changes.put(
        "messages-posted",
        new ChatChange.MessagesPosted(CHAT, List.of(draft("世界 🌍"), draft(" x "))));
    changes.put(
        "messages-restored",
        new ChatChange.MessagesRestored(
            CHAT,
            List.of(
                new Restored.Live(draft("old"), AT, AT.plusMillis(1)),
                new Restored.Tombstone(AT))));
    changes.put(
        "message-edited", new ChatChange.MessageEdited(CHAT, 9, new MessageBody("new"), IF_MATCH));
    changes.put("message-deleted", new ChatChange.MessageDeleted(CHAT, 9, IfMatch.ANY));
    changes.put("chat-closed", new ChatChange.ChatClosed(CHAT));
    changes.putAll(linkChanges());
    var events = new LinkedHashMap<String, Event>();
    changes.forEach(
        (name, change) -> events.put(name, new Event(-42, 1_000, AT, request(name), change)));
    return events;
  }

  private static Map<String, Change> linkChanges() {
    var terms = new LinkTerms(
        new Target("https://☺.example/ä?b#c"),
        "Öde",
        List.of("b", "a"),
        new Validity(AT, AT.plusMillis(1), 7),
        new Redirection(308, false, List.of(rule())),
        true);
    var stream = CodeStream.ofNumber(3_000_000_000_000L);
    var code = new Code("aB3");
    List<LinkEdit> edits = List.of(
        new LinkEdit.ToTarget(new Target("tel:1")),
        new LinkEdit.Title(""),
        new LinkEdit.Tags(List.of("t")),
        new LinkEdit.ValidSince(Validity.NEVER),
        new LinkEdit.ValidUntil(AT),
        new LinkEdit.VisitsMax(9),
        new LinkEdit.Status(301),
        new LinkEdit.ForwardsQuery(true),
        new LinkEdit.Crawlable(false),
        new LinkEdit.Rules(List.of(rule(), rule())),
        new LinkEdit.Retag("old", ""));
    var place = new VisitTarget.OfLink(APPLICATION, code);
    var visit = new Visit(
        place,
        new VisitRecord(
            AT.plusMillis(1),
            new ClientProfile("news.example", "Firefox", "Linux", "desktop", "de", false),
            new VisitRequest("Mozilla/5.0", "https://news.example/ä", "/aB3?x")),
        -5);
    var bot = new Visit(
        VisitTarget.Orphan.INVALID_SHORT_URL,
        new VisitRecord(AT, new ClientProfile("", "", "", "", "", true), VisitRequest.NONE),
        6);
    return Map.of(
        "link-created",
        new LinkChange.LinkCreated(
            APPLICATION, CodeStream.ofNew(300, -9), Settings.LinkCodes.PLAIN, terms),
        "link-named",
        new LinkChange.LinkNamed(APPLICATION, code, CodeStream.ofHash(-8), terms),
        "link-changed",
        new LinkChange.LinkChanged(APPLICATION, code, stream, edits, IF_MATCH),
        "link-deleted",
        new LinkChange.LinkDeleted(APPLICATION, code, stream, IfMatch.ANY),
        "visits-gathered",
        new VisitChange.VisitsGathered(CodeStream.ofNumber(2), -7, 12, List.of(visit, bot, visit)),
        "visit-wanted",
        new VisitChange.VisitWanted(stream, 100, visit),
        "visits-cleared",
        new VisitChange.VisitsCleared(stream, place));
  }

  private static Rule rule() {
    return new Rule(
        new Target("https://example.com"),
        List.of(
            new Condition(Condition.Kind.QUERY, "q", "ä"),
            new Condition(Condition.Kind.BROWSER, "", "safari")));
  }

  private static Draft draft(String text) {
    return new Draft(new MessageBody(text), new Sender("Ann"));
  }

  private static List<ApplicationEdit> edits() {
    return List.of(
        new ApplicationEdit.Name(new ApplicationName("n")),
        Settings.MAX_MESSAGE_LENGTH.to(10),
        Settings.CORS_ORIGINS.to(List.of("https://a.example")),
        Settings.FORBIDDEN_WORDS.to(List.of("spam", "ham")),
        Settings.RATE_PER_SECOND.to(0),
        Settings.LINK_CODES.to(Settings.LinkCodes.PLAIN),
        Settings.LINK_SCHEMES.to(List.of("https")));
  }

  /// Some have a key, some have none.
  private static RequestKey request(String name) {
    return name.contains("posted") || name.contains("created")
        ? new RequestKey.Keyed(
            new RequestKey.Id(new Scope(300, 7, "messages"), "key"), Digest.of(new byte[] {1}))
        : RequestKey.UNKEYED;
  }

  private static Map<String, String> golden() {
    try (var in = GoldenEventsTest.class.getResourceAsStream("/plaza/core/golden/events-1.txt")) {
      var lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines();
      var golden = new LinkedHashMap<String, String>();
      lines.forEach(line -> {
        var parts = line.split(" ", 2);
        golden.put(parts[0], parts[1]);
      });
      return golden;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_kind_of_event_is_read_from_what_it_was_once_written_as() {
    var codec = Features.codec();
    var golden = golden();

    events().forEach((name, event) -> {
      var bytes = HexFormat.of().parseHex(golden.getOrDefault(name, ""));
      assertThat(codec.decode(bytes)).as(name).isEqualTo(new EventCodec.Decoded.Whole(event));
    });
    assertThat(golden.keySet()).isEqualTo(events().keySet());
  }

  @Test
  void every_kind_of_change_that_a_feature_has_is_among_them() {
    var kinds = Features.formats().stream()
        .flatMap(format -> kinds(format.family()).stream())
        .collect(Collectors.toSet());
    var here = events().values().stream()
        .<Class<?>>map(event -> event.change().getClass())
        .collect(Collectors.toSet());

    assertThat(here).isEqualTo(kinds).hasSizeGreaterThan(20);
  }

  /// The records of a sealed family.
  private static Set<Class<?>> kinds(Class<?> family) {
    return family.isRecord()
        ? Set.of(family)
        : Arrays.stream(family.getPermittedSubclasses())
            .flatMap(member -> kinds(member).stream())
            .collect(Collectors.toSet());
  }

  @Test
  void every_kind_of_event_is_still_written_the_same() {
    var codec = Features.codec();
    var written = new LinkedHashMap<String, String>();
    events()
        .forEach((name, event) -> written.put(name, HexFormat.of().formatHex(codec.encode(event))));

    assertThat(written).isEqualTo(golden());
  }

  @Test
  void a_flipped_bit_anywhere_is_noticed() {
    var codec = Features.codec();
    var bytes = codec.encode(Objects.requireNonNull(events().get("messages-posted")));

    for (int i = 0; i < bytes.length; i++) {
      var damaged = bytes.clone();
      damaged[i] ^= 0x10;
      assertThat(codec.decode(damaged)).isEqualTo(new EventCodec.Decoded.Corrupt());
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(codec.decode(Arrays.copyOf(bytes, length)))
          .isEqualTo(new EventCodec.Decoded.Corrupt());
    }
  }

  @Test
  void bytes_with_the_right_checksum_and_any_content_are_decoded_or_refused() {
    var codec = Features.codec();
    var random = new SplittableRandom(1);
    for (var event : events().values()) {
      var good = codec.encode(event);
      for (int i = 0; i < 3_000; i++) {
        var bytes = Arrays.copyOf(good, random.nextInt(6, good.length + 8));
        for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
          bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
        }
        sign(bytes);

        assertThat(codec.decode(bytes)).isNotEqualTo(new EventCodec.Decoded.Corrupt());
      }
    }
  }

  private static void sign(byte[] event) {
    var crc = new CRC32C();
    crc.update(event, 4, event.length - 4);
    ByteBuffer.wrap(event).putInt((int) crc.getValue());
  }
}
