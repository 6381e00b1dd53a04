package plaza.core.link;

import java.time.Instant;
import java.util.List;
import plaza.core.event.Change;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.Format;
import plaza.core.pipeline.IfMatch;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Settings;

/// How changes of links are written: kinds 200 to 299.
final class LinkFormat implements Format {
  private static final int CREATED = 200;
  private static final int NAMED = 201;
  private static final int CHANGED = 202;
  private static final int DELETED = 203;

  @Override
  public Class<? extends Change> family() {
    return LinkChange.class;
  }

  @Override
  public int kindMin() {
    return 200;
  }

  @Override
  public int kindMax() {
    return 299;
  }

  @Override
  public int kind(Change change) {
    return switch ((LinkChange) change) {
      case LinkChange.LinkCreated _ -> CREATED;
      case LinkChange.LinkNamed _ -> NAMED;
      case LinkChange.LinkChanged _ -> CHANGED;
      case LinkChange.LinkDeleted _ -> DELETED;
    };
  }

  @Override
  public void write(EventWriter out, Change change) {
    switch ((LinkChange) change) {
      case LinkChange.LinkCreated c -> {
        out.number(c.application().value()).fixed64(c.stream().number());
        out.flag(c.codes() == Settings.LinkCodes.PLAIN);
        terms(out, c.terms());
      }
      case LinkChange.LinkNamed c -> {
        code(out, c);
        terms(out, c.terms());
      }
      case LinkChange.LinkChanged c -> {
        code(out, c);
        out.number(c.edits().size());
        c.edits().forEach(edit -> edit(out, edit));
        c.ifMatch().write(out);
      }
      case LinkChange.LinkDeleted c -> {
        code(out, c);
        c.ifMatch().write(out);
      }
    }
  }

  @Override
  public Change read(int kind, EventReader in) {
    var application = new ApplicationId(in.number());
    if (kind == CREATED) {
      var stream = CodeStream.ofNew(application.value(), in.fixed64());
      var codes = in.flag() ? Settings.LinkCodes.PLAIN : Settings.LinkCodes.PERMUTED;
      return new LinkChange.LinkCreated(application, stream, codes, terms(in));
    }
    var code = new Code(in.text());
    var stream = CodeStream.read(in);
    return switch (kind) {
      case NAMED -> new LinkChange.LinkNamed(application, code, stream, terms(in));
      case CHANGED ->
        new LinkChange.LinkChanged(application, code, stream, edits(in), IfMatch.read(in));
      case DELETED -> new LinkChange.LinkDeleted(application, code, stream, IfMatch.read(in));
      default -> throw new IllegalArgumentException("unknown kind " + kind);
    };
  }

  private static void code(EventWriter out, LinkChange.OfCode change) {
    out.number(change.application().value()).text(change.code().text());
    CodeStream.write(out, change.stream());
  }

  static void terms(EventWriter out, LinkTerms terms) {
    out.text(terms.target().url()).text(terms.title());
    out.texts(terms.tags());
    out.number(terms.validity().since().toEpochMilli())
        .number(terms.validity().until().toEpochMilli())
        .number(terms.validity().visitsMax())
        .number(terms.redirection().status())
        .flag(terms.redirection().forwardsQuery());
    Rule.write(out, terms.redirection().rules());
    out.flag(terms.crawlable());
  }

  private static LinkTerms terms(EventReader in) {
    return new LinkTerms(
        new Target(in.text()),
        in.text(),
        in.texts(),
        new Validity(instant(in), instant(in), in.number()),
        new Redirection((int) in.number(), in.flag(), Rule.read(in)),
        in.flag());
  }

  private static void edit(EventWriter out, LinkEdit edit) {
    switch (edit) {
      case LinkEdit.ToTarget(var target) -> out.number(1).text(target.url());
      case LinkEdit.Title(var title) -> out.number(2).text(title);
      case LinkEdit.Tags(var tags) -> out.number(3).texts(tags);
      case LinkEdit.ValidSince(var since) -> out.number(4).number(since.toEpochMilli());
      case LinkEdit.ValidUntil(var until) -> out.number(5).number(until.toEpochMilli());
      case LinkEdit.VisitsMax(var visits) -> out.number(6).number(visits);
      case LinkEdit.Status(var status) -> out.number(7).number(status);
      case LinkEdit.ForwardsQuery(var forwards) -> out.number(8).flag(forwards);
      case LinkEdit.Crawlable(var crawlable) -> out.number(9).flag(crawlable);
      case LinkEdit.Rules(var rules) -> Rule.write(out.number(10), rules);
      case LinkEdit.Retag(var from, var to) -> out.number(11).text(from).text(to);
    }
  }

  private static List<LinkEdit> edits(EventReader in) {
    return in.list(() -> edit(in));
  }

  private static LinkEdit edit(EventReader in) {
    var field = in.number();
    return switch ((int) field) {
      case 1 -> new LinkEdit.ToTarget(new Target(in.text()));
      case 2 -> new LinkEdit.Title(in.text());
      case 3 -> new LinkEdit.Tags(in.texts());
      case 4 -> new LinkEdit.ValidSince(instant(in));
      case 5 -> new LinkEdit.ValidUntil(instant(in));
      case 6 -> new LinkEdit.VisitsMax(in.number());
      case 7 -> new LinkEdit.Status((int) in.number());
      case 8 -> new LinkEdit.ForwardsQuery(in.flag());
      case 9 -> new LinkEdit.Crawlable(in.flag());
      case 10 -> new LinkEdit.Rules(Rule.read(in));
      case 11 -> new LinkEdit.Retag(in.text(), in.text());
      default -> throw new IllegalArgumentException("unknown field " + field);
    };
  }

  private static Instant instant(EventReader in) {
    return Instant.ofEpochMilli(in.number());
  }
}
