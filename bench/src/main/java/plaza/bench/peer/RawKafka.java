package plaza.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Sample;

/// What `kafka-producer-perf-test` does: one producer hands records in as fast as it may, and
/// counts those that all replicas have. Nobody waits for one of his own.
///
/// @param texts of the messages
public record RawKafka(String servers, List<String> texts, int partitions) {
  private static final String TOPIC = "raw";

  /// What an event says beside its text.
  private static final int EVENT_BYTES = 70;

  public Sample run(Duration time) throws IOException, InterruptedException {
    makeTopic();
    var stored = new AtomicLong();
    var cpu = Cpu.own().micros();
    var began = System.nanoTime();
    try (var producer = new KafkaProducer<>(
        Map.<String, Object>of(
            "bootstrap.servers", servers, "acks", "all", "compression.type", "lz4"),
        new ByteArraySerializer(),
        new ByteArraySerializer())) {
      for (int i = 0; System.nanoTime() - began < time.toNanos(); i++) {
        var text = texts.get(i % texts.size());
        var bytes = (" ".repeat(EVENT_BYTES) + text).getBytes(StandardCharsets.UTF_8);
        var _ = producer.send(
            new ProducerRecord<>(TOPIC, i % partitions, null, bytes), (_, failure) -> {
              if (failure == null) {
                stored.incrementAndGet();
              }
            });
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    return Sample.of(stored.get(), seconds, Cpu.own().micros() - cpu);
  }

  private void makeTopic() throws IOException, InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException(e);
      }
    }
  }
}
