// Whether the files for TLS can be used.
//
// Threads: safe anywhere; reads the files
#ifndef GAVEL_JUDGE_LOCAL_CERTIFICATE_H_
#define GAVEL_JUDGE_LOCAL_CERTIFICATE_H_

#include <string>

#include "judge/local/machine.h"

namespace gavel::judge {

// A file in PEM, of which the first certificate is the server's.
TlsFile LookAtCertificate(const std::string& path);
// `certificate` may be empty; else the key has to be its.
TlsFile LookAtKey(const std::string& path, const std::string& certificate);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_CERTIFICATE_H_
