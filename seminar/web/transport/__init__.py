"""Carry Socket.IO over WebSocket under limits: handshake, frames, rates, heartbeat."""
