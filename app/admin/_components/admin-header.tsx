export function AdminHeader({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <header className="admin-header">
      <div>
        <h1>{title}</h1>
        {children}
      </div>
      <form method="post" action="/admin/sign-out">
        <button className="button" type="submit">
          Sign out
        </button>
      </form>
    </header>
  );
}
