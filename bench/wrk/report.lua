-- What every script tells at its end, in one line.
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("BENCH requests=%d micros=%d p50=%d p99=%d refused=%d broken=%d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
