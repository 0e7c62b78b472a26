package io.kontor.dataplane.source;

import java.util.Optional;

/** Documents that are shown page by page; the document itself never leaves. */
public non-sealed interface DocumentSource extends ResourceSource {

    /**
     * Opens a document for one viewing.
     *
     * @param documentId identifier of the document
     * @param subject the data subject that the call is about; a document of another subject is not found
     * @return empty when there is none
     * @throws SourceFailure when it cannot be read
     */
    Optional<DocumentPages> open(String documentId, Optional<String> subject) throws SourceFailure;
}
