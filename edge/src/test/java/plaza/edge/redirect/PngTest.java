package plaza.edge.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  private static final int WHITE = 0xFFFFFF;
  private static final int ORANGE = 0xFF8001;

  private static boolean isSet(int x, int y) {
    return (x * 7 + y * 3) % 5 == 0;
  }

  @Test
  void every_pixel_has_its_colour_for_another_reader_whatever_the_width() throws Exception {
    for (int side : new int[] {1, 7, 8, 9, 50, 333, 1000}) {
      var png = new Png(side);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          if (isSet(x, y)) {
            png.set(x, y);
          }
        }
      }

      var image = ImageIO.read(new ByteArrayInputStream(png.bytes(WHITE, ORANGE)));

      assertThat(image.getWidth()).isEqualTo(side);
      assertThat(image.getHeight()).isEqualTo(side);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          assertThat(image.getRGB(x, y) & WHITE)
              .as("%s, %s of %s", x, y, side)
              .isEqualTo(isSet(x, y) ? ORANGE : WHITE);
        }
      }
    }
  }

  @Test
  void the_same_picture_is_the_same_bytes() {
    var one = new Png(50);
    var other = new Png(50);
    one.set(49, 1);
    other.set(49, 1);

    assertThat(one.bytes(0, ORANGE)).isEqualTo(other.bytes(0, ORANGE));
  }
}
