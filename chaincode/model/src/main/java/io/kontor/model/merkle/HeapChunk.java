package io.kontor.model.merkle;

/** A chunk in memory. */
@SuppressWarnings("ArrayRecordComponent")
record HeapChunk(byte[] bytes) implements ChunkStore.Chunk {

    @Override
    public <T> T read(int at, ChunkStore.EntryReader<T> reader) {
        return reader.read(bytes, at);
    }
}
