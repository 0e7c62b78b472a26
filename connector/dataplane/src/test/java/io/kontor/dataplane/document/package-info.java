/** Tests of documents with real PDF files. */
@NullMarked
package io.kontor.dataplane.document;

import org.jspecify.annotations.NullMarked;
