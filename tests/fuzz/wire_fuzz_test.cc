// The fuzzed function on mutations of valid messages, the same in every run.
#include "tests/fuzz/wire_fuzz.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

constexpr int kInputs = 100'000;

using Bytes = std::vector<uint8_t>;

Bytes Input(uint8_t reader, const void* message, size_t size) {
  Bytes bytes(kFuzzHeader + size);
  bytes[0] = reader;
  std::memcpy(bytes.data() + kFuzzHeader, message, size);
  return bytes;
}

wire::Report MakeReport(wire::Claim claim, const std::string& text) {
  wire::Report report;
  report.text.fill('x');
  report.claim = claim;
  report.line = 3;
  report.column = 7;
  report.text_size = static_cast<uint32_t>(text.size());
  std::memcpy(report.text.data(), text.data(), text.size());
  return report;
}

// Every claim, with the texts that matter, to both readers.
std::vector<Bytes> Seeds() {
  std::string noise;
  while (noise.size() < wire::kTextSize) noise += "x\xff";
  std::vector<Bytes> seeds;
  for (uint32_t claim = 0; claim <= static_cast<uint32_t>(wire::Claim::kLast);
       ++claim) {
    for (const std::string& text :
         {std::string(), std::string("TypeError: \xf0\x9f\x98\x80 at 1:2"),
          claim % 4 == 2 ? noise : std::string("\xff")}) {
      wire::Facts facts;
      facts.cpu_us = 1000;
      facts.wall_us = 2000;
      facts.memory_bytes = 1 << 20;
      facts.report = MakeReport(static_cast<wire::Claim>(claim), text);
      seeds.push_back(Input(0, &facts.report, wire::UsedSize(facts.report)));
      seeds.push_back(Input(1, &facts, wire::UsedSize(facts)));
    }
  }
  return seeds;
}

// A few changes where the headers are, or anywhere.
void Mutate(std::mt19937& random, Bytes& input) {
  const auto below = [&](size_t limit) { return random() % limit; };
  if (below(4) == 0) input.resize(below(2 * input.size()));
  for (size_t left = below(5); left > 0 && !input.empty(); --left) {
    const size_t header = std::min<size_t>(input.size(), 90);
    uint8_t& byte = input[below(below(2) == 0 ? header : input.size())];
    constexpr uint8_t kEdges[] = {0, 1, 0x7f, 0x80, 0xff};
    byte = below(2) == 0 ? kEdges[below(5)] : static_cast<uint8_t>(random());
  }
}

TEST(WireFuzzTest, ValidMessagesKeepEveryPromise) {
  for (const Bytes& seed : Seeds()) FuzzWire(seed.data(), seed.size());
}

TEST(WireFuzzTest, MutatedMessagesBreakNoPromise) {
  const std::vector<Bytes> seeds = Seeds();
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < kInputs; ++i) {
    Bytes input = seeds[random() % seeds.size()];
    Mutate(random, input);
    FuzzWire(input.data(), input.size());
  }
}

}  // namespace
}  // namespace gavel::sandbox
