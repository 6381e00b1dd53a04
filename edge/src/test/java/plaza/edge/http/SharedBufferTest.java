package plaza.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SharedBufferTest {
  @Test
  void its_memory_is_given_back_when_it_is_closed_and_sent_to_all() {
    var parcel = new SharedBuffer("to many".getBytes(StandardCharsets.US_ASCII));
    var toAnn = parcel.copy();
    var toBen = parcel.copy();
    assertThat(toBen.toString(StandardCharsets.US_ASCII)).isEqualTo("to many");

    parcel.close();
    toAnn.readerIndex(toAnn.writerIndex()).release();

    assertThat(toBen.toString(StandardCharsets.US_ASCII)).isEqualTo("to many");
    toBen.release();
    assertThat(toBen.refCnt()).isZero();
  }
}
