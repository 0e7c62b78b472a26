package io.kontor.devpeer.gateway;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.kontor.devpeer.config.DevPeerConfig;
import java.util.concurrent.Semaphore;

/** Bounds the calls and the streams in flight, and refuses more with the code and text of a Fabric peer. */
final class CallLimit implements ServerInterceptor {
    private final DevPeerConfig.Limits limits;
    private final Semaphore calls;
    private final Semaphore streams;

    CallLimit(final DevPeerConfig.Limits limits) {
        this.limits = limits;
        this.calls = new Semaphore(limits.concurrentCalls());
        this.streams = new Semaphore(limits.concurrentStreams());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            final ServerCall<Q, A> call, final Metadata headers, final ServerCallHandler<Q, A> handler) {
        final boolean unary = call.getMethodDescriptor().getType().serverSendsOneMessage();
        final Semaphore permits = unary ? calls : streams;
        if (!permits.tryAcquire()) {
            final int limit = unary ? limits.concurrentCalls() : limits.concurrentStreams();
            call.close(
                    Status.UNKNOWN.withDescription("too many requests for /"
                            + call.getMethodDescriptor().getServiceName() + ", exceeding concurrency limit (" + limit
                            + ")"),
                    new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(handler.startCall(call, headers)) {
            @Override
            public void onCancel() {
                permits.release();
                super.onCancel();
            }

            @Override
            public void onComplete() {
                permits.release();
                super.onComplete();
            }
        };
    }
}
