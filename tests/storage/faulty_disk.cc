#include "tests/storage/faulty_disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

namespace gavel::storage {
namespace {

// A file of SQLite; the real one follows it in memory.
struct File : sqlite3_file {
  FaultyDisk* disk;
  // Null for a temporary file.
  const char* path;

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultyDisk& Disk(sqlite3_file* file) { return *static_cast<File*>(file)->disk; }
sqlite3_file* Real(sqlite3_file* file) {
  return static_cast<File*>(file)->real();
}

std::string Content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)),
                     std::istreambuf_iterator<char>());
}

[[noreturn]] void Die() {
  raise(SIGKILL);
  _exit(1);
}

int Write(sqlite3_file* file, const void* data, int size,
          sqlite3_int64 offset) {
  const FaultyDisk::Order order = Disk(file).Next(SQLITE_IOERR_WRITE);
  sqlite3_file* const real = Real(file);
  if (order.half) real->pMethods->xWrite(real, data, size / 2, offset);
  if (order.kill) Die();
  if (order.code != SQLITE_OK) return order.code;
  return real->pMethods->xWrite(real, data, size, offset);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  const FaultyDisk::Order order = Disk(file).Next(SQLITE_IOERR_TRUNCATE);
  if (order.kill) Die();
  if (order.code != SQLITE_OK) return order.code;
  return Real(file)->pMethods->xTruncate(Real(file), size);
}

int Sync(sqlite3_file* file, int flags) {
  const FaultyDisk::Order order = Disk(file).Next(SQLITE_IOERR_FSYNC);
  if (order.kill) Die();
  if (order.code != SQLITE_OK) return order.code;
  const int code = Real(file)->pMethods->xSync(Real(file), flags);
  const char* const path = static_cast<File*>(file)->path;
  if (code == SQLITE_OK && path != nullptr) Disk(file).Synced(path);
  return code;
}

int Close(sqlite3_file* file) {
  sqlite3_file* const real = Real(file);
  return real->pMethods == nullptr ? SQLITE_OK : real->pMethods->xClose(real);
}

// All other methods are those of the real file.
template <auto Method>
struct Forward;
template <typename... Args,
          int (*sqlite3_io_methods::*Method)(sqlite3_file*, Args...)>
struct Forward<Method> {
  static int Call(sqlite3_file* file, Args... args) {
    sqlite3_file* const real = Real(file);
    return (real->pMethods->*Method)(real, args...);
  }
};

void ShmBarrier(sqlite3_file* file) {
  Real(file)->pMethods->xShmBarrier(Real(file));
}

using Io = sqlite3_io_methods;
constexpr Io kMethods = {
    .iVersion = 2,
    .xClose = Close,
    .xRead = Forward<&Io::xRead>::Call,
    .xWrite = Write,
    .xTruncate = Truncate,
    .xSync = Sync,
    .xFileSize = Forward<&Io::xFileSize>::Call,
    .xLock = Forward<&Io::xLock>::Call,
    .xUnlock = Forward<&Io::xUnlock>::Call,
    .xCheckReservedLock = Forward<&Io::xCheckReservedLock>::Call,
    .xFileControl = Forward<&Io::xFileControl>::Call,
    .xSectorSize = Forward<&Io::xSectorSize>::Call,
    .xDeviceCharacteristics = Forward<&Io::xDeviceCharacteristics>::Call,
    .xShmMap = Forward<&Io::xShmMap>::Call,
    .xShmLock = Forward<&Io::xShmLock>::Call,
    .xShmBarrier = ShmBarrier,
    .xShmUnmap = Forward<&Io::xShmUnmap>::Call,
    .xFetch = nullptr,
    .xUnfetch = nullptr};

}  // namespace

// All else is as in the copy of the real one that it begins with.
struct FaultyDisk::Vfs : sqlite3_vfs {
  sqlite3_vfs* real;
  FaultyDisk* disk;

  static int Open(sqlite3_vfs* vfs, const char* path, sqlite3_file* memory,
                  int flags, int* out_flags) {
    Vfs& self = *static_cast<Vfs*>(vfs);
    File* const file = new (memory) File;
    file->pMethods = nullptr;
    file->disk = self.disk;
    file->path = path;
    file->real()->pMethods = nullptr;
    const int code =
        self.real->xOpen(self.real, path, file->real(), flags, out_flags);
    if (file->real()->pMethods != nullptr) file->pMethods = &kMethods;
    // What was there before is safe.
    if (code == SQLITE_OK && path != nullptr) self.disk->Synced(path);
    return code;
  }

  static int Delete(sqlite3_vfs* vfs, const char* path, int sync) {
    Vfs& self = *static_cast<Vfs*>(vfs);
    const Order order = self.disk->Next(SQLITE_IOERR_DELETE);
    if (order.kill) Die();
    if (order.code != SQLITE_OK) return order.code;
    self.disk->Removed(path);
    return self.real->xDelete(self.real, path, sync);
  }
};

std::ostream& operator<<(std::ostream& out, Fault fault) {
  switch (fault) {
    case Fault::kKill:
      return out << "Kill";
    case Fault::kPowerLoss:
      return out << "PowerLoss";
    case Fault::kFull:
      return out << "Full";
    case Fault::kOnce:
      return out << "Once";
  }
  return out;
}

FaultyDisk::FaultyDisk(Fault fault)
    : fault_(fault), vfs_(std::make_unique<Vfs>()) {
  sqlite3_vfs* const real = sqlite3_vfs_find(nullptr);
  static_cast<sqlite3_vfs&>(*vfs_) = *real;
  vfs_->real = real;
  vfs_->disk = this;
  vfs_->szOsFile += static_cast<int>(sizeof(File));
  vfs_->zName = "faulty";
  vfs_->xOpen = Vfs::Open;
  vfs_->xDelete = Vfs::Delete;
  sqlite3_vfs_register(vfs_.get(), 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(vfs_.get());
  sqlite3_vfs_register(vfs_->real, 1);
}

void FaultyDisk::BreakAt(int64_t operation) {
  absl::MutexLock lock(&mu_);
  left_ = operation;
}

bool FaultyDisk::broken() const {
  absl::MutexLock lock(&mu_);
  return left_ <= 0;
}

void FaultyDisk::Mend() {
  absl::MutexLock lock(&mu_);
  mended_ = true;
}

FaultyDisk::Order FaultyDisk::Next(int error) {
  absl::MutexLock lock(&mu_);
  --left_;
  if (left_ > 0 || mended_) return {};
  switch (fault_) {
    case Fault::kKill:
      return {.half = true, .kill = true};
    case Fault::kPowerLoss:
      LosePower();
      Die();
    case Fault::kFull:
      return {.code = SQLITE_FULL};
    case Fault::kOnce:
      if (left_ < 0) return {};
      return {.code = error, .half = true};
  }
  return {};
}

void FaultyDisk::Synced(const std::string& path) {
  absl::MutexLock lock(&mu_);
  if (fault_ == Fault::kPowerLoss) synced_[path] = Content(path);
}

void FaultyDisk::Removed(const std::string& path) {
  absl::MutexLock lock(&mu_);
  synced_.erase(path);
}

void FaultyDisk::LosePower() const {
  for (const auto& [path, content] : synced_) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
  }
}

}  // namespace gavel::storage
