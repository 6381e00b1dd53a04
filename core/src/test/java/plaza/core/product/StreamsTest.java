package plaza.core.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plaza.core.chat.ChatId;
import plaza.core.event.StreamKey;
import plaza.core.link.CodeStream;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantChange;

/// Where the streams of all features are: events of earlier versions stay there.
class StreamsTest {
  private static final ApplicationId ONE = new ApplicationId(1);
  private static final ApplicationId OTHER = new ApplicationId(77);

  static List<Arguments> streams() {
    return List.of(
        Arguments.of(TenantChange.STREAM, 6, 382),
        Arguments.of(ONE.stream(), 2, 738),
        Arguments.of(OTHER.stream(), 3, 891),
        Arguments.of(new ChatId(ONE, 1).stream(), 0, 688),
        Arguments.of(new ChatId(OTHER, 123_456_789).stream(), 6, 838),
        Arguments.of(CodeStream.ofNew(1, -9), 5, 197),
        Arguments.of(CodeStream.ofNumber(3_000_000_000_001L), 1, 1),
        Arguments.of(CodeStream.ofHash(-8), 5, 829));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void a_stream_stays_in_its_partition(StreamKey stream, int ofEight, int ofThousand) {
    assertThat(stream.partition(8)).isEqualTo(ofEight);
    assertThat(stream.partition(1_000)).isEqualTo(ofThousand);
  }

  @Test
  void no_two_kinds_of_streams_have_one_name() {
    assertThat(List.of(
            TenantChange.STREAM.kind(),
            ONE.stream().kind(),
            new ChatId(ONE, 1).stream().kind(),
            CodeStream.ofNew(1, 1).kind(),
            CodeStream.ofNumber(1).kind(),
            CodeStream.ofHash(1).kind()))
        .doesNotHaveDuplicates();
  }
}
