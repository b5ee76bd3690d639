// Reads the columns of a row, left to right, as core/ values.
//
// Errors:  a column that holds no value of its type gives a default, and
//          status() then is DataLoss and names the first such column: look at
//          it before using what was read
// Threads: thread-compatible
// Owner:   borrows the statement; text is copied
#ifndef GAVEL_STORAGE_ROW_READER_H_
#define GAVEL_STORAGE_ROW_READER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "core/bytes.h"
#include "core/execution.h"
#include "core/sha256.h"
#include "core/submission.h"
#include "core/verdict.h"
#include "storage/sqlite.h"

namespace gavel::storage {

class RowReader {
 public:
  // The statement has a row.
  explicit RowReader(const Statement& row) : row_(row) {}

  // The columns; each call takes the next.
  int64_t ReadInt64() { return row_.Int64(column_++); }
  int32_t ReadInt32();
  uint32_t ReadUint32();
  bool ReadBool() { return ReadInt64() != 0; }
  std::string ReadString() { return row_.Bytes(column_++); }
  std::optional<double> ReadOptionalDouble();
  std::optional<int64_t> ReadOptionalInt64();
  absl::Duration ReadDuration() { return absl::Microseconds(ReadInt64()); }
  absl::Time ReadTime() { return absl::FromUnixMicros(ReadInt64()); }
  Bytes ReadBytes() { return Bytes(ReadInt64()); }
  Verdict ReadVerdict();
  Reason ReadReason();
  Language ReadLanguage();
  Sha256 ReadHash();
  std::optional<Sha256> ReadOptionalHash();
  // Ten columns, in the order of the fields.
  Execution ReadExecution();

  void Skip(int columns) { column_ += columns; }
  // Whether the next column is NULL; does not take it.
  bool NextIsNull() const { return row_.IsNull(column_); }

  const absl::Status& status() const { return status_; }

 private:
  // `value`, of the column just taken, or a default and a status.
  template <typename T>
  T Check(const std::optional<T>& value, absl::string_view type);

  const Statement& row_;
  int column_ = 0;
  absl::Status status_;
};

}  // namespace gavel::storage

#endif  // GAVEL_STORAGE_ROW_READER_H_
