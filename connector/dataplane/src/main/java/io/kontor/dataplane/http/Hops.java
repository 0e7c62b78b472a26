package io.kontor.dataplane.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps from thread to thread, gathered: a switch of threads costs more than most of what a call does, so all steps that one task sends
 * to an event loop go in one hop, and all that an event loop starts in one turn wakes another thread once.
 */
public final class Hops {

    private static final ThreadLocal<@Nullable Map<Context, List<Runnable>>> GATHERED = new ThreadLocal<>();

    private Hops() {}

    /** Runs a task; what it sends to event loops leaves when it has ended, in its order. */
    public static void gather(Runnable task) {
        if (GATHERED.get() != null) {
            task.run();
            return;
        }
        Map<Context, List<Runnable>> gathered = new HashMap<>();
        GATHERED.set(gathered);
        try {
            task.run();
        } finally {
            GATHERED.remove();
            gathered.forEach((context, steps) -> context.runOnContext(run -> all(context, steps.iterator())));
        }
    }

    /** A step that throws does not keep the others. */
    private static void all(Context context, Iterator<Runnable> steps) {
        try {
            while (steps.hasNext()) {
                steps.next().run();
            }
        } finally {
            if (steps.hasNext()) {
                context.runOnContext(run -> all(context, steps));
            }
        }
    }

    /** Runs a step on an event loop. */
    static void to(Context context, Runnable step) {
        Map<Context, List<Runnable>> gathered = GATHERED.get();
        if (gathered == null) {
            context.runOnContext(run -> step.run());
        } else {
            gathered.computeIfAbsent(context, key -> new ArrayList<>()).add(step);
        }
    }

    /** Runs a task when the event loop that asks has done what it is at; at once for any other thread. */
    public static void afterTurn(Runnable task) {
        Context current = Vertx.currentContext();
        if (current != null && current.isEventLoopContext()) {
            current.runOnContext(run -> task.run());
        } else {
            task.run();
        }
    }
}
