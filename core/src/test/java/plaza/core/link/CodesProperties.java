package plaza.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import plaza.core.tenant.Settings.LinkCodes;

class CodesProperties {
  private static final long PERMUTED = 3_521_614_606_208L;
  private static final long PLAIN = 56_800_235_584L;

  private static Codes codes(int seed) {
    var key = new byte[Codes.KEY_BYTES];
    new Random(seed).nextBytes(key);
    return new Codes(key);
  }

  /// From the reference implementation: the key 00 01 … 0f over the bytes 00 01 … of each length.
  @Example
  void the_hash_is_that_of_its_authors() {
    var hash = new SipHash(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
    var bytes = new byte[15];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);

    assertThat(hash.hash(new byte[0])).isEqualTo(0x726fdb47dd0e0e31L);
    assertThat(hash.hash(bytes)).isEqualTo(0xa129ca6149be45e5L);
    assertThat(hash.hash(0x0706050403020100L))
        .isEqualTo(hash.hash(Arrays.copyOf(bytes, 8)))
        .isEqualTo(0x93f5f5799a932462L);
  }

  @Property(tries = 200)
  void the_permutation_is_a_bijection_of_every_size(
      @ForAll @IntRange(min = 1, max = 3_000) int size, @ForAll int seed) {
    var key = new byte[SipHash.KEY_BYTES];
    new Random(seed).nextBytes(key);
    var permutation = new Permutation(new SipHash(key), size);

    var there = LongStream.range(0, size).map(permutation::forth).toArray();

    assertThat(LongStream.of(there).distinct().count()).isEqualTo(size);
    assertThat(LongStream.of(there).allMatch(n -> n >= 0 && n < size)).isTrue();
    assertThat(LongStream.of(there).map(permutation::back))
        .containsExactly(LongStream.range(0, size).boxed().toArray(Long[]::new));
  }

  @Property
  void a_number_and_its_permuted_code_are_of_one_stream(
      @ForAll @LongRange(min = 0, max = PERMUTED - 1) long number, @ForAll int seed) {
    var codes = codes(seed);
    var code = codes.code(LinkCodes.PERMUTED, number);

    assertThat(code.text()).matches("[a-zA-Z0-9]{7}");
    assertThat(codes.stream(code)).isEqualTo(CodeStream.ofNumber(number));
  }

  @Property
  void a_number_and_its_plain_code_are_of_one_stream(
      @ForAll @LongRange(min = 0, max = PLAIN - 1) long number) {
    var code = codes(1).code(LinkCodes.PLAIN, number);

    assertThat(code.text()).matches("[a-zA-Z0-9]{1,6}");
    assertThat(codes(1).stream(code)).isEqualTo(CodeStream.ofNumber(number));
  }

  @Property
  void a_code_that_is_made_of_a_number_is_in_the_partition_that_gives_it_out(
      @ForAll @LongRange(min = 0, max = PERMUTED - 1) long number,
      @ForAll @IntRange(min = 1, max = 1_024) int partitions) {
    assertThat(codes(1).stream(codes(1).code(LinkCodes.PERMUTED, number)).partition(partitions))
        .isEqualTo((int) (number % partitions));
  }

  @Property
  void any_other_slug_has_a_partition(
      @ForAll @Size(max = 20) List<@IntRange(min = 0x21, max = 0x2fff) Integer> points,
      @ForAll @IntRange(min = 1, max = 64) int partitions) {
    var text = new StringBuilder();
    points.forEach(text::appendCodePoint);
    if (Code.problem(text.toString()).isEmpty()) {
      assertThat(codes(1).stream(new Code(text.toString())).partition(partitions))
          .isBetween(0, partitions - 1);
    }
  }

  @Example
  void codes_are_base_62_with_letters_first() {
    var codes = codes(1);

    assertThat(codes.code(LinkCodes.PLAIN, 0)).isEqualTo(new Code("a"));
    assertThat(codes.code(LinkCodes.PLAIN, 61)).isEqualTo(new Code("9"));
    assertThat(codes.code(LinkCodes.PLAIN, 62)).isEqualTo(new Code("ba"));
    assertThat(codes.code(LinkCodes.PLAIN, 125)).isEqualTo(new Code("cb"));
    assertThat(codes.code(LinkCodes.PLAIN, PLAIN - 1)).isEqualTo(new Code("999999"));
    assertThat(codes.stream(new Code("ab"))).isNotEqualTo(CodeStream.ofNumber(1));
  }

  @Example
  void neighbours_have_codes_that_have_nothing_in_common() {
    var codes = codes(1);
    var sameFirst = LongStream.range(0, 6_200)
        .filter(n -> codes.code(LinkCodes.PERMUTED, n).text().charAt(0)
            == codes.code(LinkCodes.PERMUTED, n + 1).text().charAt(0))
        .count();

    // One of 62 by chance.
    assertThat(sameFirst).isBetween(50L, 160L);
  }

  /// Codes that were given out are made of it, for ever.
  @Example
  void the_permutation_never_changes() {
    var codes = new Codes(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));

    assertThat(LongStream.range(0, 3)
            .mapToObj(n -> codes.code(LinkCodes.PERMUTED, n).text()))
        .containsExactly("vmmP1ma", "VGKsYHo", "qs1BIBf");
  }
}
