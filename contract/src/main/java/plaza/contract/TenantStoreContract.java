package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import plaza.core.port.Page;
import plaza.core.tenant.LinkBlock;

/// The contract of [TenantStore].
public abstract class TenantStoreContract extends DatabaseContract {
  @Test
  void applications_are_found_by_token_and_by_a_key_that_is_not_revoked() {
    batch(3, transaction -> {
      var rows = opened().tenants().rows(transaction);
      assertThat(rows.lastApplication()).isZero();
      rows.insertApplications(List.of(application(ANN, false, 1), application(BEN, true, 2)));
      rows.insertKeys(List.of(key(ANN, 1, false), key(ANN, 2, false)));
      rows.updateKeys(List.of(key(ANN, 1, true)));
      assertThat(rows.lastApplication()).isEqualTo(2);
      assertThat(rows.liveKeys(ANN)).isEqualTo(1);
      assertThat(rows.taken(List.of(application(ANN, false, 1).token()))).hasSize(1);
      assertThat(rows.applications(List.of(ANN, BEN))).hasSize(2);
      assertThat(rows.keys(ANN, List.of(key(ANN, 2, false).id()))).hasSize(1);
    });
    var tenants = opened().tenants();

    assertThat(tenants.application(application(ANN, false, 1).token())).isPresent();
    assertThat(tenants.application(BEN))
        .hasValueSatisfying(v -> assertThat(v.application().deleted()).isTrue());
    assertThat(tenants.opened(hash(ANN, 1))).isEmpty();
    assertThat(tenants.opened(hash(ANN, 2)))
        .hasValueSatisfying(v -> assertThat(v.application().id()).isEqualTo(ANN));
    assertThat(tenants.keys(ANN)).containsExactly(key(ANN, 2, false));
    assertThat(tenants.key(ANN, 1)).contains(key(ANN, 1, true));
    assertThat(tenants.key(ANN, key(ANN, 2, false).id())).contains(key(ANN, 2, false));
    assertThat(tenants.applications(new Page.After(0, 10))).hasSize(1);
    assertThat(tenants.applications(new Page.Before(10, 10))).hasSize(1);
    assertThat(tenants.applications(new Page.Numbered(2, 10))).isEmpty();
    assertThat(tenants.changed(0, 1, 10)).containsExactly(application(BEN, true, 2));
  }

  @Test
  void the_operators_newest_key_is_the_one_that_counts() {
    assertThat(opened().tenants().operator()).isEmpty();
    batch(1, transaction -> opened().tenants().rows(transaction).setOperator(hash(ANN, 1), 1));
    batch(2, transaction -> opened().tenants().rows(transaction).setOperator(hash(ANN, 2), 2));

    assertThat(opened().tenants().operator()).contains(hash(ANN, 2));
  }

  @Test
  void blocks_of_links_are_kept_by_kind_and_value_case_by_case() {
    var code = new LinkBlock(LinkBlock.Kind.CODE, "aB", "Phishing", NOON);
    var host = new LinkBlock(LinkBlock.Kind.HOST, "aB", "☺", NOON.plusMillis(1));
    var again = new LinkBlock(LinkBlock.Kind.CODE, "aB", "Spam", NOON.plusMillis(2));
    batch(1, transaction -> {
      var rows = opened().tenants().rows(transaction);
      rows.putLinkBlock(code, 1);
      rows.putLinkBlock(host, 2);
      rows.putLinkBlock(again, 3);
      assertThat(rows.linkBlocks(LinkBlock.Kind.CODE)).isEqualTo(1);
    });
    openAgain();

    assertThat(opened().tenants().linkBlocks()).containsExactlyInAnyOrder(again, host);
    batch(4, transaction -> {
      var rows = opened().tenants().rows(transaction);
      assertThat(rows.removeLinkBlock(LinkBlock.Kind.CODE, "ab")).isFalse();
      assertThat(rows.removeLinkBlock(LinkBlock.Kind.CODE, "aB")).isTrue();
      assertThat(rows.removeLinkBlock(LinkBlock.Kind.CODE, "aB")).isFalse();
    });
    assertThat(opened().tenants().linkBlocks()).containsExactly(host);
  }
}
