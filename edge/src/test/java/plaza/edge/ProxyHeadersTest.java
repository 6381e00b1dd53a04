package plaza.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "FORWARDED",
        "Forwarded-For",
        "X-Forwarded",
        "X-Forwarded-For",
        "x-forwarded-proto",
        "X-Forwarded-Host",
        "X-Forwarded-Client-Cert",
        "Via",
        "X-Real-IP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "CF-Connecting-IP",
        "CF-Connecting-IPv6",
        "CF-Ray",
        "True-Client-IP",
        "Fastly-Client-IP",
        "Fly-Client-IP",
        "X-ProxyUser-Ip",
        "X-Original-Forwarded-For",
        "X-Original-Host",
        "X-Original-URL",
        "X-Azure-ClientIP",
        "X-Azure-FDID",
        "X-Amzn-Trace-Id",
        "X-Amz-Cf-Id",
        "CloudFront-Viewer-Address",
        "X-AppEngine-User-IP",
        "X-Envoy-External-Address",
        "X-Sucuri-ClientIP",
        "Incap-Client-IP",
        "WL-Proxy-Client-IP",
        "Proxy-Client-IP",
        "Client-IP",
        "X-Originating-IP",
        "X-Remote-IP",
        "X-Remote-Addr",
        "X-Nf-Client-Connection-Ip",
        "X-Vercel-Forwarded-For",
        "Tailscale-User-Login",
        "CDN-Loop",
        "X-Their-Own-Real-IP"
      })
  void what_a_proxy_adds_is_known(String header) {
    assertThat(ProxyHeaders.contain(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Authorization",
        "Cache-Control",
        "Connection",
        "Content-Length",
        "Content-Type",
        "Cookie",
        "DNT",
        "Expect",
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "Last-Event-ID",
        "Origin",
        "Plaza-User",
        "Pragma",
        "Prefer",
        "Purpose",
        "Range",
        "Referer",
        "Sec-CH-UA",
        "Sec-Fetch-Site",
        "Sec-WebSocket-Key",
        "TE",
        "traceparent",
        "Upgrade",
        "Upgrade-Insecure-Requests",
        "User-Agent",
        "X-Api-Key",
        "X-Request-Id",
        "X-Requested-With",
        "X-Moz",
        "X-CSRF-Token"
      })
  void what_browsers_and_programs_send_themselves_is_no_proxys(String header) {
    assertThat(ProxyHeaders.contain(header)).isFalse();
  }
}
