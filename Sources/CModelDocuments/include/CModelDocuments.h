#ifndef CMODELDOCUMENTS_H
#define CMODELDOCUMENTS_H

#include <stddef.h>

/// The OpenAPI document of one model, as it stands in `documents/`.
typedef struct {
  /// The endpoint id, ending in a zero byte.
  const char *_Nonnull endpoint;
  /// JSON in UTF-8; no zero byte follows.
  const unsigned char *_Nonnull bytes;
  size_t count;
} CModelDocument;

/// How many documents there are.
size_t cmodel_document_count(void);

/// The document at an index below `cmodel_document_count()`.
CModelDocument cmodel_document_at(size_t index);

#endif
