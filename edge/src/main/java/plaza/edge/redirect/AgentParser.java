package plaza.edge.redirect;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import ua_parser.DeviceParser;
import ua_parser.OSParser;
import ua_parser.UserAgentParser;

/// The parsers of ua-parser with the list of patterns that it comes with.
///
/// ua-parser's own `Parser` reads the list by way of `java.beans`. That would bring the module
/// `java.desktop` into the package's runtime for this alone; so the list's YAML is read node by
/// node here.
record AgentParser(UserAgentParser browsers, OSParser systems, DeviceParser devices) {
  private static final String LIST = "/ua_parser/regexes.yaml";

  /// The list has 200,000 characters.
  private static final int LIST_LENGTH_MAX = 10_000_000;

  /// Reads the list, which takes some 100 ms.
  static AgentParser read() {
    var sections = new HashMap<String, List<Map<String, String>>>();
    for (var section : ((MappingNode) list()).getValue()) {
      sections.put(text(section.getKeyNode()), entries((SequenceNode) section.getValueNode()));
    }
    return new AgentParser(
        UserAgentParser.fromList(section(sections, "user_agent_parsers")),
        OSParser.fromList(section(sections, "os_parsers")),
        DeviceParser.fromList(section(sections, "device_parsers")));
  }

  private static List<Map<String, String>> section(
      Map<String, List<Map<String, String>>> sections, String name) {
    return Objects.requireNonNull(sections.get(name), LIST + " has no section " + name);
  }

  private static Node list() {
    var options = new LoaderOptions();
    options.setCodePointLimit(LIST_LENGTH_MAX);
    try (var bytes = UserAgentParser.class.getResourceAsStream(LIST)) {
      var text = new InputStreamReader(
          Objects.requireNonNull(bytes, LIST + " is missing"), StandardCharsets.UTF_8);
      var parser = new ParserImpl(new StreamReader(text), options);
      return new Composer(parser, new Resolver(), options).getSingleNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Map<String, String>> entries(SequenceNode section) {
    return section.getValue().stream()
        .map(entry -> {
          var fields = new HashMap<String, String>();
          for (var field : ((MappingNode) entry).getValue()) {
            fields.put(text(field.getKeyNode()), text(field.getValueNode()));
          }
          return Map.copyOf(fields);
        })
        .toList();
  }

  private static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }
}
