"""The web edge: pages, live pictures and access. The only place that knows Flask and Socket.IO."""
