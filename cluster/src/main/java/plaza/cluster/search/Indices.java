package plaza.cluster.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plaza.cluster.search.OpenSearchRest.Call;
import plaza.core.chat.Changes;
import plaza.core.chat.SearchException;
import plaza.core.chat.SearchTimeoutException;

/// The indices of one name in OpenSearch: `name-1`, and the next number for each that is begun
/// anew. By the alias `name` nodes find the newest; each is asked and fed under an alias of its
/// own.
final class Indices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indices.class);

  /// How long OpenSearch may take to delete the messages of a chat or an application.
  private static final Duration DELETING_MAX = Duration.ofMinutes(5);

  /// The time-out of a search and of the requests before it.
  private static final Duration SEARCH_MAX = Duration.ofSeconds(3);

  /// How long OpenSearch itself may search: it must say that it found no end before it is taken
  /// for one that hangs.
  static final Duration SEARCH_TIME = SEARCH_MAX.minusSeconds(1);

  /// An OpenSearch that takes longer for the smallest search is in trouble.
  private static final Duration PROBE_MAX = Duration.ofSeconds(1);

  private final OpenSearchRest rest;
  private final String name;
  private final int partitions;
  private final OpenSearchIndex.Shape shape;

  Indices(OpenSearchRest rest, String name, int partitions, OpenSearchIndex.Shape shape) {
    this.rest = rest;
    this.name = name;
    this.partitions = partitions;
    this.shape = shape;
  }

  /// The index that the alias stands for; none when there is no alias, more only while somebody
  /// begins a new one.
  List<String> find() {
    return find(Call.ANSWER_MAX);
  }

  private List<String> find(Duration atMost) {
    var answer = rest.ask("finding the index", new Call("GET", "/_alias/" + name).patient(atMost));
    if (answer.missing()) {
      return List.of();
    }
    if (!answer.ok()) {
      throw OpenSearchRest.failed("finding the index", answer);
    }
    var found = new ArrayList<String>();
    answer.json().fieldNames().forEachRemaining(found::add);
    found.sort((a, b) -> Long.compare(serial(b), serial(a)));
    return found;
  }

  /// The index that is searched, with the time-out of a search.
  ///
  /// @throws SearchException there is none yet
  IndexVersion findQuickly() {
    var found = find(SEARCH_MAX);
    if (found.isEmpty()) {
      throw new GoneException();
    }
    return open(found.getFirst(), SEARCH_MAX);
  }

  /// Searches for nothing.
  void ask() {
    var path = "/" + name + "/_search?size=0&allow_partial_search_results=false&filter_path=took";
    var answer = rest.ask("searching", new Call("GET", path).patient(PROBE_MAX));
    if (!answer.ok() && !answer.missing()) {
      throw OpenSearchRest.failed("searching", answer);
    }
  }

  private long serial(String index) {
    return Long.parseLong(index.substring(name.length() + 1));
  }

  /// The index that is searched, or an empty one of no epoch.
  IndexVersion findOrMake() {
    var found = find();
    if (found.isEmpty()) {
      return makeNext(0, "");
    }
    return open(found.getFirst());
  }

  IndexVersion open(String index) {
    return open(index, Call.ANSWER_MAX);
  }

  private IndexVersion open(String index, Duration atMost) {
    var mapping =
        rest.get("reading an index", new Call("GET", "/" + index + "/_mapping").patient(atMost));
    var generation = Documents.generation(index, mapping.path(index).path("mappings"));
    generation.learn(notes(generation, atMost));
    return generation;
  }

  /// An empty index of this epoch instead of `known`, unless another node was faster.
  IndexVersion renew(IndexVersion known, String epoch) {
    var found = findOrMake();
    if (!found.name().equals(known.name()) && found.epoch().equals(epoch)) {
      return found;
    }
    LOG.atInfo().addKeyValue("epoch", epoch).log("the search index is built");
    return makeNext(serial(found.name()), epoch);
  }

  /// Nodes that do this at the same time make the same index: one of them makes it, the others
  /// take it over.
  private IndexVersion makeNext(long serial, String epoch) {
    var index = name + "-" + (serial + 1);
    var begun = new IndexVersion(index, UUID.randomUUID().toString(), epoch);
    var body = Documents.index(begun, shape);
    body.putObject("aliases").putObject(begun.alias());
    var made = rest.ask("creating an index", new Call("PUT", "/" + index, body));
    var there = made.json().path("error").path("type").asText().contains("already_exists");
    if (!made.ok() && !there) {
      throw OpenSearchRest.failed("creating an index", made);
    }
    var generation = open(index);
    if (!generation.epoch().equals(epoch)) {
      // Left behind by a build for another epoch that did not finish.
      return makeNext(serial + 1, epoch);
    }
    searchThis(index);
    return generation;
  }

  /// In one step, so that those who search find the old index or the new one. The old ones go.
  private void searchThis(String index) {
    var body = OpenSearchRest.JSON.createObjectNode();
    var actions = body.putArray("actions");
    for (var old : all()) {
      if (serial(old) < serial(index)) {
        actions.addObject().putObject("remove_index").put("index", old);
      }
    }
    actions.addObject().putObject("add").put("index", index).put("alias", name);
    rest.get("switching the search alias", new Call("POST", "/_aliases", body));
  }

  private List<String> all() {
    var found = rest.get("listing the indices", new Call("GET", "/" + name + "-*/_alias"));
    var all = new ArrayList<String>();
    found.fieldNames().forEachRemaining(index -> {
      if (index.matches(java.util.regex.Pattern.quote(name) + "-\\d{1,18}")) {
        all.add(index);
      }
    });
    return all;
  }

  /// How far each partition was fed, as far as it was noted.
  ///
  /// @throws GoneException the index is not there any more
  Map<Integer, Checkpoint> notes(IndexVersion generation) {
    return notes(generation, Call.ANSWER_MAX);
  }

  /// As [#notes(Generation)], with the time-out of a search.
  Map<Integer, Checkpoint> notesQuickly(IndexVersion generation) {
    return notes(generation, SEARCH_MAX);
  }

  private Map<Integer, Checkpoint> notes(IndexVersion generation, Duration atMost) {
    var body = OpenSearchRest.JSON.createObjectNode();
    var ids = body.putArray("ids");
    for (int partition = 0; partition < partitions; partition++) {
      ids.add(Documents.noteId(partition));
    }
    var call = new Call("POST", "/" + generation.alias() + "/_mget", body).patient(atMost);
    var documents = rest.get("reading the position of the index", call).path("docs");
    var notes = new HashMap<Integer, Checkpoint>();
    for (int partition = 0; partition < partitions; partition++) {
      var document = documents.path(partition);
      if (document.path("error").path("type").asText().equals("index_not_found_exception")) {
        throw new GoneException();
      }
      if (document.has("error")) {
        throw OpenSearchRest.failed(
            "reading the position of the index", new OpenSearchRest.Answer(0, document));
      }
      notes.put(
          partition,
          document.path("found").asBoolean()
              ? Documents.note(document)
              : Checkpoint.none(partition));
    }
    return notes;
  }

  /// Writes changes; says whether no other node has indexed the partition meanwhile.
  boolean write(IndexVersion generation, Changes changes) {
    var bulk = new Bulk(rest, generation);
    var partition = changes.partition();
    for (var message : changes.messages()) {
      // Every request has the line, for each may come late.
      if (bulk.isEmpty()) {
        bulk.add(
            json -> Documents.feed(json, partition, generation.note(partition).position()));
      }
      bulk.add(json -> Documents.write(json, message));
      if (bulk.isFull() && !bulk.feed(partition)) {
        return false;
      }
    }
    if (!bulk.isEmpty() && !bulk.feed(partition)) {
      return false;
    }
    if (!changes.closed().isEmpty()) {
      delete(generation, Documents.of(changes.closed()));
    }
    return true;
  }

  /// Stores the index positions of partitions; says whether no other node has indexed one of
  /// them meanwhile.
  boolean note(IndexVersion generation, Map<Integer, Long> positions) {
    var bulk = new Bulk(rest, generation);
    positions.forEach((partition, position) ->
        bulk.add(json -> Documents.note(json, partition, position, generation.note(partition))));
    return bulk.note(positions);
  }

  void refresh(IndexVersion generation) {
    var call = new Call("POST", "/" + generation.alias() + "/_refresh");
    var answer = rest.get("refreshing", call);
    if (answer.path("_shards").path("failed").asInt() != 0) {
      throw OpenSearchRest.failed("refreshing", new OpenSearchRest.Answer(0, answer));
    }
  }

  /// Deletes what can be searched: what was written last too.
  void delete(IndexVersion generation, ObjectNode which) {
    refresh(generation);
    var body = OpenSearchRest.JSON.createObjectNode();
    body.set("query", which);
    var path = "/" + generation.alias() + "/_delete_by_query?conflicts=proceed";
    rest.get("forgetting", new Call("POST", path, body).patient(DELETING_MAX));
  }

  /// What the hits are sorted by, in order. A part of the index that can't answer fails it: what
  /// is not found would be taken for what is not there.
  ///
  /// @throws GoneException the index is not there any more
  List<JsonNode> search(IndexVersion generation, ObjectNode search) {
    var path = "/" + generation.alias()
        + "/_search?allow_partial_search_results=false&filter_path=timed_out,hits.hits.sort,error.type";
    var answer = rest.ask("searching", new Call("POST", path, search).patient(SEARCH_MAX));
    if (answer.missing()) {
      throw new GoneException();
    }
    if (!answer.ok()) {
      throw OpenSearchRest.failed("searching", answer);
    }
    if (answer.json().path("timed_out").asBoolean()) {
      throw new SearchTimeoutException("takes too long to search for: use longer or rarer words");
    }
    var hits = new ArrayList<JsonNode>();
    answer.json().path("hits").path("hits").forEach(hit -> hits.add(hit.path("sort")));
    return hits;
  }

  /// The index is not there any more.
  static final class GoneException extends SearchException {
    private static final long serialVersionUID = 1;

    private GoneException() {
      super("the search index is being rebuilt: try again");
    }
  }

  @Override
  public void close() {
    rest.close();
  }
}
