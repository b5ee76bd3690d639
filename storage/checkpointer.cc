#include "storage/checkpointer.h"

#include <utility>

#include "absl/status/status.h"
#include "core/log.h"
#include "core/status_macros.h"

namespace gavel::storage {

Checkpointer::Checkpointer(GroupCommit& writer,
                           std::unique_ptr<Connection> connection)
    : writer_(writer),
      connection_(std::move(connection)),
      thread_([this] { Run(); }) {}

Checkpointer::~Checkpointer() {
  writer_.Close();
  thread_.join();
}

void Checkpointer::Run() {
  int64_t copied = 0;
  while (writer_.AwaitLoggedPages(copied + kPages)) {
    copied = writer_.logged_pages();
    const absl::Status status = CopyLog();
    if (status.ok()) continue;
    Log(Severity::kWarning, "storage", status.ToString());
  }
}

absl::Status Checkpointer::CopyLog() {
  const auto copy = [this] { return connection_->Checkpoint().status(); };
  GAVEL_RETURN_IF_ERROR(copy());
  return writer_.Exclusively(copy);
}

}  // namespace gavel::storage
