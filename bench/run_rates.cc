#include "bench/run_rates.h"

#include <cstddef>
#include <thread>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "core/status_macros.h"

namespace gavel::bench {
namespace {

absl::Status Repeat(int times, const std::function<absl::Status()>& once) {
  for (int i = 0; i < times; ++i) GAVEL_RETURN_IF_ERROR(once());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<double>> Rates(
    int clients, int stretches, int times,
    const std::function<absl::Status()>& once) {
  std::vector<double> rates;
  for (int stretch = 0; stretch < stretches; ++stretch) {
    std::vector<absl::Status> results(static_cast<size_t>(clients));
    std::vector<std::thread> threads;
    const absl::Time start = absl::Now();
    for (absl::Status& result : results) {
      threads.emplace_back([&] { result = Repeat(times, once); });
    }
    for (std::thread& thread : threads) thread.join();
    const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
    for (const absl::Status& result : results) GAVEL_RETURN_IF_ERROR(result);
    rates.push_back(clients * times / seconds);
  }
  return rates;
}

}  // namespace gavel::bench
