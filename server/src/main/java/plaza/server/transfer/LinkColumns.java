package plaza.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Which columns of a table say which fields of a link.
///
/// @param count of all columns
/// @param of where the fields stand, from 0
/// @param unknown columns that say none
record LinkColumns(int count, Map<LinkColumn, Integer> of, List<String> unknown) {
  private static final Pattern SHORT_URL =
      Pattern.compile("(?i)(?:https?://)?[^/?#]+/([^/?#]+)/?(?:[?#].*)?");

  /// @param header the names of all columns
  static LinkColumns of(List<String> header) {
    var of = new HashMap<LinkColumn, Integer>();
    var unknown = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) {
      var name = header.get(i);
      var field = LinkColumn.of(name);
      if (field.isEmpty()) {
        unknown.add(name);
        continue;
      }
      var other = of.putIfAbsent(field.get(), i);
      if (other != null) {
        throw new TransferException("the columns " + header.get(other) + " and " + name
            + " are the same field: remove one of them");
      }
    }
    takeShortUrls(header, of, unknown);
    if (!of.containsKey(LinkColumn.CODE)) {
      unknown.stream().filter(LinkColumn::looksLikeCode).findFirst().ifPresent(name -> {
        throw new TransferException("the column " + name + " seems to have the codes of the links:"
            + " name it code, or remove it to have new codes");
      });
    }
    if (!of.containsKey(LinkColumn.URL)) {
      throw new TransferException(
          "no column is named url or longUrl: there are " + String.join(", ", header));
    }
    return new LinkColumns(header.size(), of, unknown);
  }

  /// The code is taken from whole short URLs where no column has it alone.
  private static void takeShortUrls(
      List<String> header, Map<LinkColumn, Integer> of, List<String> unknown) {
    if (of.containsKey(LinkColumn.CODE)) {
      return;
    }
    unknown.stream().filter(LinkColumn::isShortUrl).findFirst().ifPresent(name -> {
      of.put(LinkColumn.CODE, header.indexOf(name));
      unknown.remove(name);
    });
  }

  /// What the cells say, in the order of the fields; an empty cell says nothing.
  ObjectNode link(List<String> cells) {
    var link = Api.JSON.createObjectNode();
    for (var field : LinkColumn.ALL) {
      var column = of.get(field);
      if (column != null && !cells.get(column).isEmpty()) {
        var cell = cells.get(column);
        link.set(field.name(), field.value(field.equals(LinkColumn.CODE) ? code(cell) : cell));
      }
    }
    return link;
  }

  /// A code, or the code in a whole short URL: a code has no slash. Both as the other shortener
  /// shows them, so what is percent-encoded is decoded in URLs alone.
  private static String code(String cell) {
    var url = SHORT_URL.matcher(cell);
    if (!url.matches()) {
      return cell;
    }
    try {
      return URLDecoder.decode(url.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url.group(1);
    }
  }
}
