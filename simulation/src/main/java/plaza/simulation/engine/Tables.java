package plaza.simulation.engine;

import plaza.core.chat.Chat;
import plaza.core.chat.ChatCounters;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.event.RequestKey;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.LinkBlock;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.Settings;
import plaza.core.visit.Counts;
import plaza.core.visit.TimeBucket;
import plaza.core.visit.VisitGroup;

/// All that a store holds, at one moment.
final class Tables {
  final Table<Integer, Store.Progress> progress;
  final Table<RequestKey.Id, Store.StoredRequest> requests;
  final Table<Boot, Long> sequences;
  final Table<Place, Letter> deadLetters;
  final Table<Place, Outcomes> outcomes;
  final Table<Receiver, Long> receivers;
  final Table<ApplicationId, Application> applications;
  final Table<KeyId, ApplicationKey> keys;
  final Table<ApplicationId, ApplicationCounters> applicationTails;
  final Table<ChatId, Chat> chats;
  final Table<ChatId, ChatCounters> tails;
  final Table<MessageId, Message> messages;
  final Table<Code, Link> links;
  final Table<Given, Long> given;
  final Table<TimeBucket, Counted> tallies;
  final Table<Boot, Long> sources;
  final Table<Boot, VisitTotal> visitTotals;
  final Table<Long, VisitGroup> visitGroups;
  final Table<String, SecretHash> operator;
  final Table<Blocked, LinkBlock> linkBlocks;
  final Table<String, String> epoch;

  record Boot(int partition, long boot) {}

  record Place(int partition, long offset) {}

  record Letter(int partition, Transaction.DeadLetter letter) {}

  record Outcomes(int partition, Transaction.BatchOutcomes batch) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Counted(TimeBucket slot, byte[] bytes) {}

  record VisitTotal(long owner, Counts counts) {}

  record Given(int partition, Settings.LinkCodes kind) {}

  record Blocked(LinkBlock.Kind kind, String value) {}

  record Receiver(String name, int partition) {}

  Tables() {
    this.progress = new Table<>();
    this.requests = new Table<>();
    this.sequences = new Table<>();
    this.deadLetters = new Table<>();
    this.outcomes = new Table<>();
    this.receivers = new Table<>();
    this.applications = new Table<>();
    this.keys = new Table<>();
    this.applicationTails = new Table<>();
    this.chats = new Table<>();
    this.tails = new Table<>();
    this.messages = new Table<>();
    this.links = new Table<>();
    this.given = new Table<>();
    this.tallies = new Table<>();
    this.sources = new Table<>();
    this.visitTotals = new Table<>();
    this.visitGroups = new Table<>();
    this.operator = new Table<>();
    this.linkBlocks = new Table<>();
    this.epoch = new Table<>();
  }

  private Tables(Tables o) {
    this.progress = o.progress.copy();
    this.requests = o.requests.copy();
    this.sequences = o.sequences.copy();
    this.deadLetters = o.deadLetters.copy();
    this.outcomes = o.outcomes.copy();
    this.receivers = o.receivers.copy();
    this.applications = o.applications.copy();
    this.keys = o.keys.copy();
    this.applicationTails = o.applicationTails.copy();
    this.chats = o.chats.copy();
    this.tails = o.tails.copy();
    this.messages = o.messages.copy();
    this.links = o.links.copy();
    this.given = o.given.copy();
    this.tallies = o.tallies.copy();
    this.sources = o.sources.copy();
    this.visitTotals = o.visitTotals.copy();
    this.visitGroups = o.visitGroups.copy();
    this.operator = o.operator.copy();
    this.linkBlocks = o.linkBlocks.copy();
    this.epoch = o.epoch.copy();
  }

  Tables copy() {
    return new Tables(this);
  }

  Store.Progress progress(int partition) {
    return progress
        .find(partition)
        .orElseGet(() -> new Store.Progress(0, Position.start(partition), ""));
  }
}
