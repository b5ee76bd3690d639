// Every include here breaks the layers; the test layers_rejects reads them.
#include <sqlite3.h>

#include "storage/store.h"
#include "verdict.h"
