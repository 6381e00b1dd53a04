package plaza.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/// Bytes that go to many clients of one loop. They lie where the system takes them from, once for
/// all: from the heap they would be copied for each client.
public final class SharedBuffer implements AutoCloseable {
  private final ByteBuf bytes;

  public SharedBuffer(byte[] bytes) {
    this.bytes = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
  }

  /// Retains the buffer for one more client, which releases it.
  ByteBuf copy() {
    return bytes.retainedDuplicate();
  }

  /// Releases the buffer; clients that are being sent it keep it until it is sent.
  @Override
  public void close() {
    bytes.release();
  }
}
