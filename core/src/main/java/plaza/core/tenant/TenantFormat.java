package plaza.core.tenant;

import java.util.HexFormat;
import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.pipeline.IfMatch;

/// How changes of applications and keys are written: kinds 1 to 99.
final class TenantFormat implements Format {
  /// The number of an application's name among its fields; the others are settings.
  private static final int NAME = 1;

  private static final int CREATED = 1;
  private static final int CHANGED = 2;
  private static final int DELETED = 3;
  private static final int KEY_ADDED = 4;
  private static final int KEY_REVOKED = 5;
  private static final int OPERATOR_KEY_SET = 6;
  private static final int LINK_BLOCKED = 7;
  private static final int LINK_UNBLOCKED = 8;

  @Override
  public Class<? extends Change> family() {
    return TenantChange.class;
  }

  @Override
  public int kindMin() {
    return 1;
  }

  @Override
  public int kindMax() {
    return 99;
  }

  @Override
  public int kind(Change change) {
    return switch ((TenantChange) change) {
      case TenantChange.ApplicationCreated _ -> CREATED;
      case TenantChange.ApplicationChanged _ -> CHANGED;
      case TenantChange.ApplicationDeleted _ -> DELETED;
      case TenantChange.KeyAdded _ -> KEY_ADDED;
      case TenantChange.KeyRevoked _ -> KEY_REVOKED;
      case TenantChange.OperatorKeySet _ -> OPERATOR_KEY_SET;
      case TenantChange.LinkBlocked _ -> LINK_BLOCKED;
      case TenantChange.LinkUnblocked _ -> LINK_UNBLOCKED;
    };
  }

  @Override
  public void write(EventWriter out, Change change) {
    switch ((TenantChange) change) {
      case TenantChange.ApplicationCreated c -> {
        hex(out, c.token().hex());
        out.text(c.name().text());
        edits(out, c.edits());
        hex(out, c.key().hex());
        hex(out, c.hash().hex());
      }
      case TenantChange.ApplicationChanged c -> {
        out.number(c.application().value());
        edits(out, c.edits());
        c.ifMatch().write(out);
      }
      case TenantChange.ApplicationDeleted c -> {
        out.number(c.application().value());
        c.ifMatch().write(out);
      }
      case TenantChange.KeyAdded c -> {
        out.number(c.application().value());
        hex(out, c.key().hex());
        hex(out, c.hash().hex());
      }
      case TenantChange.KeyRevoked c -> {
        out.number(c.application().value());
        hex(out, c.key().hex());
      }
      case TenantChange.OperatorKeySet c -> hex(out, c.hash().hex());
      case TenantChange.LinkBlocked c ->
        out.number(c.kind().code()).text(c.value()).text(c.reason());
      case TenantChange.LinkUnblocked c -> out.number(c.kind().code()).text(c.value());
    }
  }

  @Override
  public Change read(int kind, EventReader in) {
    return switch (kind) {
      case CREATED ->
        new TenantChange.ApplicationCreated(
            new Token(hex(in)),
            new ApplicationName(in.text()),
            edits(in),
            new KeyId(hex(in)),
            new SecretHash(hex(in)));
      case CHANGED ->
        new TenantChange.ApplicationChanged(application(in), edits(in), IfMatch.read(in));
      case DELETED -> new TenantChange.ApplicationDeleted(application(in), IfMatch.read(in));
      case KEY_ADDED ->
        new TenantChange.KeyAdded(application(in), new KeyId(hex(in)), new SecretHash(hex(in)));
      case KEY_REVOKED -> new TenantChange.KeyRevoked(application(in), new KeyId(hex(in)));
      case OPERATOR_KEY_SET -> new TenantChange.OperatorKeySet(new SecretHash(hex(in)));
      case LINK_BLOCKED ->
        new TenantChange.LinkBlocked(LinkBlock.Kind.of(in.number()), in.text(), in.text());
      case LINK_UNBLOCKED ->
        new TenantChange.LinkUnblocked(LinkBlock.Kind.of(in.number()), in.text());
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }

  private static ApplicationId application(EventReader in) {
    return new ApplicationId(in.number());
  }

  private static void hex(EventWriter out, String hex) {
    out.bytes(HexFormat.of().parseHex(hex));
  }

  private static String hex(EventReader in) {
    return HexFormat.of().formatHex(in.bytes());
  }

  static void edits(EventWriter out, List<ApplicationEdit> edits) {
    out.number(edits.size());
    for (var edit : edits) {
      switch (edit) {
        case ApplicationEdit.Name(var name) -> out.number(NAME).text(name.text());
        case ApplicationEdit.Set(var setting, var value) ->
          setting.write(out.number(setting.number()), value);
      }
    }
  }

  private static List<ApplicationEdit> edits(EventReader in) {
    return in.list(() -> edit(in));
  }

  private static ApplicationEdit edit(EventReader in) {
    var field = in.number();
    return field == NAME
        ? new ApplicationEdit.Name(new ApplicationName(in.text()))
        : Settings.numbered(field).readEdit(in);
  }
}
