#ifndef CMODELCATALOGUE_H
#define CMODELCATALOGUE_H

#include <stddef.h>

/// The facts of every model, as `facts.txt` has them: UTF-8, no zero byte
/// follows.
const unsigned char *_Nonnull cmodel_catalogue_facts(void);

/// In bytes.
size_t cmodel_catalogue_size(void);

#endif
