#include "CModelCatalogue.h"

// #embed is C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char facts[] = {
#embed "facts.txt"
};

const unsigned char *cmodel_catalogue_facts(void) { return facts; }

size_t cmodel_catalogue_size(void) { return sizeof facts; }
